import type { Period, RunRow } from "@evalboard/contract";
import { formatLatency } from "@evalboard/format";
import { Link } from "@tanstack/react-router";
import { Ago } from "../runs/ago.tsx";
import { RunScore } from "../runs/run-score.tsx";
import { RunSplit } from "../runs/run-split.tsx";
import { Cost } from "../ui/cost.tsx";
import { Figure } from "../ui/figure.tsx";
import type { Column } from "../ui/table/column.ts";
import { ModelLink } from "./model-link.tsx";
import { PromptLink } from "./prompt-link.tsx";

/** As on the run list; names lead to their own pages, with figures of the same period. */
export function latestRunColumns(period: Period): readonly Column<RunRow>[] {
  return [
    {
      heading: "Run",
      width: "w-[20%] lg:w-[21%]",
      wide: true,
      bare: true,
      cell: ({ id, dataset, prompt }) => (
        <>
          <Link to="/runs/$runId" params={{ runId: id }} className="block after:absolute after:inset-0">
            <span className="font-medium wrap-anywhere">{dataset.name}</span>
          </Link>
          <PromptLink
            promptId={prompt.id}
            period={period}
            className="relative z-1 text-xs wrap-anywhere text-muted"
          >
            {prompt.name} v{prompt.version}
          </PromptLink>
        </>
      ),
    },
    {
      heading: "Model",
      width: "w-[18%] lg:w-[19%]",
      wide: true,
      bare: true,
      cell: ({ model }) => (
        <>
          <ModelLink modelId={model.id} period={period} className="relative z-1 wrap-anywhere">
            {model.name}
          </ModelLink>
          <span className="block text-xs wrap-anywhere text-muted">{model.provider}</span>
        </>
      ),
    },
    {
      heading: "Score",
      definition: "runScore",
      align: "right",
      width: "w-[15%] lg:w-[12%]",
      cell: (run) => <RunScore run={run} />,
    },
    {
      heading: "Items",
      definition: "runItems",
      width: "w-[15%]",
      cell: (run) => <RunSplit run={run} />,
    },
    {
      heading: "Latency",
      definition: "runLatency",
      align: "right",
      cell: ({ latencyMs }) => <Figure value={latencyMs} format={formatLatency} why="not measured" />,
    },
    {
      heading: "Cost",
      definition: "runCost",
      roomy: true,
      align: "right",
      cell: ({ costUsd }) => <Cost usd={costUsd} />,
    },
    {
      heading: "Started",
      align: "right",
      width: "w-[16%] lg:w-[13%]",
      cell: ({ startedAt }) => <Ago instant={startedAt} />,
    },
  ];
}
