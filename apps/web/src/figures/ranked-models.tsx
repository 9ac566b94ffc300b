import type { RankedModel, ReportHead } from "@evalboard/contract";
import type { ReactNode } from "react";
import { ModelLink } from "../address/links.tsx";
import type { RunsSearch } from "../address/runs.ts";
import { Card } from "../kit/card.tsx";
import { type Column, DataTable } from "../kit/table.tsx";
import { byStanding, consistencyColumn, Placed, rankedColumns } from "./ranked.tsx";

interface RankedModelsProps {
  readonly title: string;
  readonly models: readonly RankedModel[];
  readonly report: Pick<ReportHead, "period" | "window">;
  /** Which runs the figures are of, beside that they are of a row. */
  readonly runs: RunsSearch;
}

/** Models by how good they are, adjusted for what each was run with. */
export function RankedModels({ title, models, report, runs }: RankedModelsProps): ReactNode {
  if (models.length === 0) return null;
  return (
    <Card title={title} definition="topModels" flush>
      <DataTable
        label={title}
        columns={modelColumns(report, runs)}
        {...byStanding(models)}
        keyOf={({ modelId }) => modelId}
      />
    </Card>
  );
}

function modelColumns(
  { period, window }: RankedModelsProps["report"],
  runs: RunsSearch,
): readonly Column<RankedModel>[] {
  return [
    {
      heading: "Model",
      definition: "rankRange",
      width: "w-[22%] xl:w-[19%]",
      wide: true,
      bare: true,
      cell: ({ modelId, provider, name, rankRange }) => (
        <Placed rank={rankRange}>
          <ModelLink id={modelId} period={period} className="block font-medium wrap-anywhere">
            {name}
          </ModelLink>
          <span className="block text-xs wrap-anywhere text-muted">{provider}</span>
        </Placed>
      ),
    },
    ...rankedColumns<RankedModel>(window, ({ modelId }) => ({ ...runs, modelId }), consistencyColumn),
  ];
}
