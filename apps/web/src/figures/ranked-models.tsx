import type { RankedModel, ReportHead, RunGroup } from "@evalboard/contract";
import { type ReactNode, use } from "react";
import { groupText } from "../address/groups.ts";
import { ModelLink, RunsWithin } from "../address/links.tsx";
import type { RunsSearch } from "../address/runs.ts";
import { Card } from "../kit/card.tsx";
import { type Column, DataTable } from "../kit/table.tsx";
import { PickBox, type Picked, PickedLink, usePicked } from "./pick.tsx";
import { Placed } from "./place.tsx";
import { byStanding, consistencyColumn, rankedColumns } from "./ranked.tsx";

interface RankedModelsProps {
  readonly title: string;
  readonly models: readonly RankedModel[];
  readonly report: Pick<ReportHead, "period" | "window">;
  /** Which runs the figures are of, beside that they are of a row. */
  readonly runs: RunsSearch;
}

/** Models by how good they are, adjusted for what each was run with. */
export function RankedModels({ title, models, report, runs }: RankedModelsProps): ReactNode {
  const picked = usePicked();
  const within = use(RunsWithin);
  if (models.length === 0) return null;
  const groupOf = ({ modelId }: RankedModel): string =>
    groupText({ ...within, ...groupOfRuns(runs), modelId });
  const isCompared = models.length > 1;
  const first = models.slice(0, FIRST).map(groupOf);
  const aside = isCompared ? <PickedLink picked={picked} first={first} /> : null;
  return (
    <Card title={title} definition="topModels" aside={aside} flush>
      <DataTable
        isFolded
        label={title}
        columns={modelColumns(report, models, runs, isCompared ? { picked, groupOf } : null)}
        {...byStanding(models)}
        keyOf={({ modelId }) => modelId}
      />
    </Card>
  );
}

/** How many are compared where nobody has chosen. */
const FIRST = 3;

/** What of a list of runs a group can say too. */
function groupOfRuns({ datasetId, promptId, promptVersionId, label }: RunsSearch): RunGroup {
  return {
    ...(datasetId && { datasetId }),
    ...(promptId && { promptId }),
    ...(promptVersionId && { promptVersionId }),
    ...(label && { label }),
  };
}

function modelColumns(
  { period, window }: RankedModelsProps["report"],
  models: readonly RankedModel[],
  runs: RunsSearch,
  picking: { readonly picked: Picked; readonly groupOf: (model: RankedModel) => string } | null,
): readonly Column<RankedModel>[] {
  return [
    {
      heading: "Model",
      definition: "rankRange",
      width: "w-[28%] lg:w-[22%] xl:w-[18%]",
      wide: true,
      bare: true,
      cell: (model) => {
        const { modelId, provider, name, rankRange } = model;
        return (
          <div className="flex items-start gap-1">
            {picking === null ? null : (
              <PickBox picked={picking.picked} text={picking.groupOf(model)} name={name} />
            )}
            <Placed rank={rankRange}>
              <ModelLink id={modelId} period={period} className="block font-medium wrap-anywhere">
                {name}
              </ModelLink>
              <span className="block text-xs wrap-anywhere text-muted">{provider}</span>
            </Placed>
          </div>
        );
      },
    },
    ...rankedColumns(window, models, ({ modelId }) => ({ ...runs, modelId }), consistencyColumn),
  ];
}
