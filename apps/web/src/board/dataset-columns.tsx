import type { DatasetFigures, StatsReport } from "@evalboard/stats/contract";
import { definitions } from "../figures/definitions.ts";
import { figureColumns } from "../figures/figure-columns.tsx";
import { DatasetLink } from "../subject/dataset-link.tsx";
import type { Column } from "../ui/table/column.ts";
import { ModelCount } from "./model-count.tsx";

/** The columns of a report's datasets; each row says how many models ran it. */
export function datasetColumns({
  period,
  window,
}: Pick<StatsReport, "period" | "window">): readonly Column<DatasetFigures>[] {
  return [
    {
      heading: "Dataset",
      definition: definitions.models,
      width: "w-[22%] lg:w-[24%]",
      wide: true,
      bare: true,
      cell: ({ datasetId, name, models }) => (
        <>
          <DatasetLink datasetId={datasetId} period={period} className="block font-medium wrap-anywhere">
            {name}
          </DatasetLink>
          <ModelCount models={models} />
        </>
      ),
    },
    ...figureColumns<DatasetFigures>(window, ({ datasetId }) => ({ datasetId })),
  ];
}
