import type { PromptChange, StatsReport } from "@evalboard/contract";
import { formatCount, formatCounted, formatPValue, formatShortCount, sharedWords } from "@evalboard/format";
import type { ReactNode } from "react";
import { CompareLink, PromptLink, RunsLink } from "../address/links.tsx";
import { Card } from "../kit/card.tsx";
import { Figure } from "../kit/figure.tsx";
import { type Column, DataTable } from "../kit/table.tsx";
import {
  differenceScale,
  DifferenceWithInterval,
  MoreFigures,
  VerdictBadge,
  VerdictNotes,
} from "./verdict.tsx";

interface PromptChangesTableProps {
  readonly title: string;
  readonly report: Pick<StatsReport, "period">;
  readonly changes: readonly PromptChange[];
  /** What a row is, where rows are counted. */
  readonly noun: "prompt" | "change";
  /** How the verdicts were tested. */
  readonly children: string;
}

/** What versions of prompts changed, and how sure that is; those with nothing to compare are folded away below. */
export function PromptChangesTable(props: PromptChangesTableProps): ReactNode {
  const { title, report, changes, noun, children } = props;
  const judged = changes.filter(({ verdict }) => verdict !== null);
  const others = changes.filter(({ verdict }) => verdict === null);
  const scale = differenceScale(judged);
  return (
    <Card title={title} definition="promptChanges" flush>
      {judged.length === 0 ? null : (
        <>
          <DataTable
            isFolded
            label={title}
            columns={promptChangeColumns(report, scale)}
            rows={judged}
            keyOf={({ newer }) => newer.promptVersionId}
          />
          <p className="border-t border-line px-5 py-2.5 text-xs text-muted">
            {children} The differences are drawn on one axis, from −{scale} to +{scale}.
          </p>
        </>
      )}
      {others.length === 0 ? null : <NothingToCompare changes={others} noun={noun} report={report} />}
    </Card>
  );
}

function promptChangeColumns(
  { period }: Pick<StatsReport, "period">,
  scale: number,
): readonly Column<PromptChange>[] {
  return [
    {
      heading: "Prompt",
      width: "w-[19%]",
      wide: true,
      bare: true,
      cell: (change) => (
        <>
          <PromptLink id={change.promptId} period={period} className="block font-medium wrap-anywhere">
            {change.name}
          </PromptLink>
          <span className="text-xs text-muted">
            v{change.older.number} → v{change.newer.number} · <CompareVersions change={change} />
          </span>
        </>
      ),
    },
    {
      heading: "Verdict",
      definition: "verdict",
      width: "w-[28%]",
      wide: true,
      bare: true,
      cell: (change) => (
        <>
          <VerdictBadge verdict={change.verdict} />
          <VerdictNotes change={change} />
        </>
      ),
    },
    {
      heading: "Difference",
      definition: "difference",
      width: "w-[26%]",
      wide: true,
      cell: (change) => (
        <>
          <DifferenceWithInterval change={change} scale={scale} />
          <MoreFigures change={change} name={change.name} />
        </>
      ),
    },
    {
      heading: "p-value",
      definition: "pValue",
      align: "right",
      width: "w-[10%]",
      cell: ({ pValue, adjustedPValue }) => {
        const [alone, corrected] = [pValue, adjustedPValue].map((p) => p && formatPValue(p));
        return (
          <>
            <Figure value={adjustedPValue} format={formatPValue} why="not tested" />
            {alone === corrected ? null : <span className="block text-xs text-muted">alone {alone}</span>}
          </>
        );
      },
    },
    {
      heading: "Runs compared",
      definition: "comparedRuns",
      align: "right",
      wide: true,
      cell: (change) => <Compared change={change} />,
    },
  ];
}

interface ChangeProps {
  readonly change: PromptChange;
}

/** Leads to the comparison of all runs of both versions, which the verdict is of. */
function CompareVersions({ change: { name, older, newer } }: ChangeProps): ReactNode {
  return (
    <CompareLink
      baseline={{ promptVersionId: older.promptVersionId }}
      candidate={{ promptVersionId: newer.promptVersionId }}
      className="underline underline-offset-2 hover:text-ink"
    >
      compare
      <span className="sr-only">
        {" "}
        the items of {name} v{older.number} and v{newer.number}
      </span>
    </CompareLink>
  );
}

/** What a change rests on: the runs, the older version's first, where they lie, and how many items both asked. */
function Compared({ change }: ChangeProps): ReactNode {
  return (
    <>
      <VersionRuns side={change.older} /> vs <VersionRuns side={change.newer} />
      <span className="block text-xs text-pretty text-muted">
        in {formatCounted(change.strata, "model–dataset pair")}
      </span>
      <span className="block text-xs text-pretty text-muted">{sharedWords(change)}</span>
    </>
  );
}

/** The compared runs of a version; the count leads to all of its runs. */
function VersionRuns({ side }: { readonly side: PromptChange["newer"] }): ReactNode {
  const { promptVersionId, number, runs, comparedRuns } = side;
  return (
    <RunsLink
      search={{ promptVersionId, status: "completed" }}
      title={`v${number}: ${formatCount(comparedRuns)} of its ${formatCounted(runs, "scored run")} compared`}
      className="font-medium"
    >
      {formatShortCount(comparedRuns)}
    </RunsLink>
  );
}

interface NothingToCompareProps {
  readonly changes: readonly PromptChange[];
  readonly noun: "prompt" | "change";
  readonly report: Pick<StatsReport, "period">;
}

/** The changes whose versions share no item, in one line that opens. */
function NothingToCompare({ changes, noun, report }: NothingToCompareProps): ReactNode {
  return (
    <details className="border-t border-line px-5 py-2.5 text-sm">
      <summary className="cursor-pointer text-muted hover:text-ink">
        {nothingWords(changes.length, noun)}
      </summary>
      <p className="mt-2 max-w-prose text-xs text-muted">
        Their versions share no item with the same model on the same dataset. Run both with the same.
      </p>
      <ul className="mt-2 flex flex-col gap-1">
        {changes.map(({ promptId, name, older, newer }) => (
          <li key={newer.promptVersionId} className="flex flex-wrap gap-x-2 tabular-nums">
            <PromptLink id={promptId} period={report.period} className="font-medium wrap-anywhere">
              {name}
            </PromptLink>
            <span className="text-muted">
              v{older.number} → v{newer.number}, {formatCount(older.runs)} and{" "}
              {formatCounted(newer.runs, "scored run")}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** `3 prompts have nothing to compare`. */
export function nothingWords(count: number, noun: "prompt" | "change"): string {
  return `${formatCounted(count, noun)} ${count === 1 ? "has" : "have"} nothing to compare`;
}

/** How the verdicts were tested. `tested` counts the prompts of the window, in the list or not. */
export function correctionWords(tested: number): string {
  if (tested === 0) return "No change has enough for a test.";
  if (tested === 1) return "One change could be tested, at 5%, over all runs of both versions.";
  return `Verdicts are of all runs of both versions, tested at 5%, and corrected for the ${formatCount(tested)} prompts tested (Holm); intervals are not.`;
}
