import type { PromptChange, StatsReport } from "@evalboard/contract";
import { formatPValue } from "@evalboard/format";
import { CompareLink } from "../compare/compare-link.tsx";
import { PromptLink } from "../subject/prompt-link.tsx";
import { Figure } from "../ui/figure.tsx";
import type { Column } from "../ui/table/column.ts";
import { ComparedRuns } from "./compared-runs.tsx";
import { DifferenceWithInterval } from "./difference-with-interval.tsx";
import { powerWords } from "./prompt-change-words.ts";
import { VerdictBadge } from "./verdict-badge.tsx";

/** The columns of a report's prompt changes. `scale` is how far the axis of the differences reaches. */
export function promptChangeColumns(
  { period, window }: Pick<StatsReport, "period" | "window">,
  scale: number,
): readonly Column<PromptChange>[] {
  return [
    {
      heading: "Prompt",
      width: "w-[22%]",
      wide: true,
      bare: true,
      cell: ({ promptId, name, older, newer }) => (
        <>
          <PromptLink promptId={promptId} period={period} className="block font-medium wrap-anywhere">
            {name}
          </PromptLink>
          <span className="text-xs text-muted">
            v{older.number} → v{newer.number} ·{" "}
            <CompareLink
              baseline={{ promptVersionId: older.promptVersionId, ...completedIn(window) }}
              candidate={{ promptVersionId: newer.promptVersionId, ...completedIn(window) }}
              className="underline underline-offset-2 hover:text-ink"
            >
              compare
              <span className="sr-only">
                {" "}
                the items of {name} v{older.number} and v{newer.number}
              </span>
            </CompareLink>
          </span>
        </>
      ),
    },
    {
      heading: "Verdict",
      definition: "verdict",
      width: "w-[23%]",
      wide: true,
      bare: true,
      cell: (change) => (
        <>
          <VerdictBadge verdict={change.verdict} />
          <span className="mt-0.5 block text-xs text-pretty text-muted">{powerWords(change)}</span>
        </>
      ),
    },
    {
      heading: "Difference",
      definition: "difference",
      width: "w-[28%]",
      wide: true,
      bare: true,
      cell: ({ difference, differenceInterval }) => (
        <DifferenceWithInterval difference={difference} interval={differenceInterval} scale={scale} />
      ),
    },
    {
      heading: "p-value",
      definition: "pValue",
      align: "right",
      width: "w-[9%]",
      cell: ({ adjustedPValue }) => <Figure value={adjustedPValue} format={formatPValue} why="not tested" />,
    },
    {
      heading: "Runs compared",
      definition: "comparedRuns",
      align: "right",
      cell: (change) => <ComparedRuns change={change} window={window} />,
    },
  ];
}

function completedIn({ from, to }: StatsReport["window"]) {
  return { completedFrom: from, completedTo: to };
}
