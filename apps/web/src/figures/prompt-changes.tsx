import type { PromptChange, StatsReport } from "@evalboard/contract";
import { formatCount, formatCounted, formatPValue, formatScore, formatShortCount } from "@evalboard/format";
import type { ReactNode } from "react";
import { CompareLink, PromptLink, RunsLink } from "../address/links.tsx";
import { Card } from "../kit/card.tsx";
import { Figure } from "../kit/figure.tsx";
import { type Column, DataTable } from "../kit/table.tsx";
import { DifferenceWithInterval, VerdictBadge } from "./verdict.tsx";

interface PromptChangesTableProps {
  readonly title: string;
  readonly report: Pick<StatsReport, "period" | "window">;
  readonly changes: readonly PromptChange[];
  /** How far the axis of the differences reaches to either side of 0. */
  readonly scale: number;
  /** How the verdicts were tested. */
  readonly children: ReactNode;
}

/** What versions of prompts changed, and how sure that is. */
export function PromptChangesTable(props: PromptChangesTableProps): ReactNode {
  const { title, report, changes, scale, children } = props;
  return (
    <Card title={title} definition="promptChanges" flush>
      <DataTable
        label={title}
        columns={promptChangeColumns(report, scale)}
        rows={changes}
        keyOf={({ newer }) => newer.promptVersionId}
      />
      <p className="border-t border-line px-5 py-2.5 text-xs text-muted">{children}</p>
    </Card>
  );
}

function promptChangeColumns(
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
          <PromptLink id={promptId} period={period} className="block font-medium wrap-anywhere">
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
      cell: (change) => <DifferenceWithInterval change={change} scale={scale} />,
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

interface ComparedRunsProps {
  readonly change: PromptChange;
  readonly window: StatsReport["window"];
}

/** The runs that a change rests on, the older version's first; each side leads to its runs in the window. */
function ComparedRuns({ change, window }: ComparedRunsProps): ReactNode {
  const sideOf = ({ promptVersionId, number, runs, comparedRuns }: PromptChange["newer"]): ReactNode => (
    <RunsLink
      search={{ promptVersionId }}
      window={window}
      title={`v${number}: ${formatCount(comparedRuns)} of its ${formatCounted(runs, "scored run")} compared`}
      className="font-medium"
    >
      {formatShortCount(comparedRuns)}
    </RunsLink>
  );
  return (
    <>
      {sideOf(change.older)} vs {sideOf(change.newer)}
      <span className="block text-xs text-pretty text-muted">{strataWords(change)}</span>
    </>
  );
}

/** What the verdict alone does not say: how small a change would have shown. Null where nothing is known of it. */
export function powerWords({ verdict, detectableChange }: PromptChange): string | null {
  if (detectableChange === null || verdict === "improved" || verdict === "worse") return null;
  const change = formatScore(detectableChange);
  return verdict === "too few runs"
    ? `a change under ${change} would probably have gone unseen`
    : `a change of ${change} would probably have shown`;
}

/** Where the compared runs lie: `in 21 model–dataset pairs`. */
export function strataWords({ strata }: Pick<PromptChange, "strata">): string {
  return strata === 0
    ? "no model and dataset in common"
    : `in ${formatCounted(strata, "model–dataset pair")}`;
}

/** How the verdicts were tested. `tested` counts the prompts of the window, in the list or not. */
export function correctionWords(tested: number): string {
  if (tested === 0) return "No change has runs enough for a test.";
  if (tested === 1) return "One change could be tested, at 5%.";
  return `Verdicts are tested at 5%, and corrected for the ${formatCount(tested)} prompts tested (Holm).`;
}
