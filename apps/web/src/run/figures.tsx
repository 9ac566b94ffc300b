import type { RunDetail } from "@evalboard/contract";
import { formatCount, formatCounted, formatInstant } from "@evalboard/format";
import { trpc } from "@evalboard/react";
import { ChevronRight } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { Histogram } from "../charts/histogram.tsx";
import { OutcomeBar, OutcomeLegend } from "../figures/outcome.tsx";
import { outcomeCountsOf } from "../figures/run.tsx";
import { Card } from "../kit/card.tsx";
import { Unknown } from "../kit/figure.tsx";
import { ScrollingText } from "../kit/text.tsx";

/** The text of the prompt version, folded away until it is asked for. */
export function PromptText({ run }: { readonly run: RunDetail }): ReactNode {
  const { prompt, promptText } = run;
  return (
    <details className="group overflow-hidden rounded-xl border border-line bg-surface shadow-card">
      <summary className="flex cursor-pointer list-none items-center gap-2 px-5 py-3.5 outline-offset-[-2px]">
        <ChevronRight
          className="size-4 shrink-0 text-muted transition-transform group-open:rotate-90"
          aria-hidden
        />
        <span className="font-semibold">Prompt</span>
        <span className="min-w-0 truncate text-muted">
          {prompt.name} v{prompt.version}
        </span>
      </summary>
      <ScrollingText
        label="Prompt text"
        text={promptText}
        className="max-h-96 border-t border-line bg-canvas px-5 py-4"
      />
    </details>
  );
}

/** Where the run came from and when. */
export function Provenance({ run }: { readonly run: RunDetail }): ReactNode {
  const rows: readonly (readonly [string, ReactNode])[] = [
    ["Tool", run.source ?? <Unknown key="source" />],
    ["File", run.sourceFile ?? <Unknown key="file" />],
    ["Commit", run.commit ?? <Unknown key="commit" />],
    ["External id", run.externalId],
    ["Run id", run.id],
    ["Started", formatInstant(run.startedAt)],
    [
      "Completed",
      run.completedAt === null ? (
        <Unknown key="completed" why="not completed" />
      ) : (
        formatInstant(run.completedAt)
      ),
    ],
  ];
  const failed = run.failedAt === null ? [] : [["Failed", formatInstant(run.failedAt)] as const];
  const items =
    run.itemsHash === null ? [] : [["Set of items", <ItemsHash key="items" hash={run.itemsHash} />] as const];
  return (
    <Card title="Provenance">
      <dl className="flex flex-col gap-3 text-sm">
        {[...rows, ...failed, ...items].map(([term, value]) => (
          <div key={term}>
            <dt className="text-xs text-muted">{term}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

/** The same for runs that asked the same items. */
function ItemsHash({ hash }: { readonly hash: string }): ReactNode {
  return (
    <code title="Runs that asked the same items have the same" className="text-xs break-all">
      {hash}
    </code>
  );
}

/** The run's items by outcome. */
export function RunOutcomes({ run }: { readonly run: RunDetail }): ReactNode {
  const counts = outcomeCountsOf(run);
  return (
    <Card title="Items by outcome">
      {counts === null ? (
        <p className="text-sm text-muted">
          Counted at completion. {formatCounted(run.results, "result")} stored by now.
        </p>
      ) : (
        <div className="flex flex-col gap-4">
          <OutcomeBar counts={counts} />
          <OutcomeLegend counts={counts} />
        </div>
      )}
    </Card>
  );
}

/** The results that have no score: `1 errored and 3 not scored`; null where all have one. */
function unbinnedWords({ erroredItems, unscoredItems }: Pick<RunDetail, "erroredItems" | "unscoredItems">) {
  const parts = [
    ...(erroredItems ? [`${formatCount(erroredItems)} errored`] : []),
    ...(unscoredItems ? [`${formatCount(unscoredItems)} not scored`] : []),
  ];
  return parts.length === 0 ? null : parts.join(" and ");
}

/** How often the scores of a run that is going on are asked for, ms. */
const RUNNING_POLL_MS = 10_000;

/** How the run's scores are spread. Results without a score are said beside. */
export function RunScores({ run }: { readonly run: RunDetail }): ReactNode {
  const { data } = trpc.runs.scoreHistogram.useQuery(
    { runId: run.id },
    { refetchInterval: run.status === "running" ? RUNNING_POLL_MS : false },
  );
  const bins = useMemo(() => data?.map(({ results: count, ...bin }) => ({ ...bin, count })), [data]);
  const unbinned = unbinnedWords(run);
  return (
    <Card
      title="Scores"
      aside={
        <span className="text-sm text-muted">
          results by score{unbinned === null ? "" : `; ${unbinned} in no bar`}
        </span>
      }
    >
      {bins === undefined ? (
        <div className="h-56" />
      ) : (
        <Histogram bins={bins} counted="Results" scale="Score" />
      )}
    </Card>
  );
}
