import type { ModelFigures, StatsReport } from "@evalboard/contract";
import { figureColumns } from "../figures/figure-columns.tsx";
import { ModelLink } from "../subject/model-link.tsx";
import type { Column } from "../ui/table/column.ts";

/** The columns of a report's models; each row has its rank. */
export function modelColumns({
  period,
  window,
}: Pick<StatsReport, "period" | "window">): readonly Column<ModelFigures>[] {
  return [
    {
      heading: "Model",
      width: "w-[22%]",
      wide: true,
      bare: true,
      cell: ({ modelId, provider, name }, index) => (
        <div className="flex gap-3">
          <span className="w-4 shrink-0 text-right text-muted">{index + 1}</span>
          <span className="min-w-0">
            <ModelLink modelId={modelId} period={period} className="block font-medium wrap-anywhere">
              {name}
            </ModelLink>
            <span className="block text-xs wrap-anywhere text-muted">{provider}</span>
          </span>
        </div>
      ),
    },
    ...figureColumns<ModelFigures>(window, ({ modelId }) => ({ modelId })),
  ];
}
