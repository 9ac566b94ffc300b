import type { ReportHead, SummaryFigures } from "@evalboard/contract";
import { figureColumns } from "../figures/figure-columns.tsx";
import type { RunsSearch } from "../runs/runs-search.ts";
import type { Column } from "../ui/table/column.ts";

/** The column that names the rows. */
export type NameColumn<Row> = Pick<Column<Row>, "heading" | "cell">;

/** The name and the figures of a subject's counterparts. The count of runs leads to the runs that `runsOf` a row tells. */
export function counterpartColumns<Row extends SummaryFigures>(
  name: NameColumn<Row>,
  window: ReportHead["window"],
  runsOf: (row: Row) => RunsSearch,
): readonly Column<Row>[] {
  return [{ ...name, width: "w-[22%]", wide: true, bare: true }, ...figureColumns(window, runsOf)];
}
