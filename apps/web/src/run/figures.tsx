import type { RunDetail } from "@evalboard/contract";
import {
  formatCost,
  formatCount,
  formatCounted,
  formatInstant,
  formatLatency,
  formatScore,
} from "@evalboard/format";
import { ChevronRight } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { Histogram } from "../charts/histogram.tsx";
import { OutcomeBar, OutcomeLegend } from "../figures/outcome.tsx";
import { outcomeCountsOf } from "../figures/run.tsx";
import { Card } from "../kit/card.tsx";
import { Figure, type FigureProps, Unknown } from "../kit/figure.tsx";
import { ScrollingText } from "../kit/text.tsx";
import { trpc } from "../kit/trpc.ts";

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
    ["Label", run.label ?? <Unknown key="label" why="it was given none" />],
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
  return (
    <Card title="Provenance">
      <dl className="flex flex-col gap-3 text-sm">
        {[...rows, ...failed].map(([term, value]) => (
          <div key={term}>
            <dt className="text-xs text-muted">{term}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

/** The figures that completion made facts; unknown ones say so. */
export function RunFacts({ run }: { readonly run: RunDetail }): ReactNode {
  const isCompleted = run.status === "completed";
  const why = (unknown: string): string => (isCompleted ? unknown : "known at completion");
  const { averageScore: score, latencyMs, costUsd, inputTokens, outputTokens } = run;
  const items = isCompleted ? "Items" : "Results so far";
  const facts: readonly (FigureProps & { readonly title: string })[] = [
    { title: "Average score", value: score, format: formatScore, why: why("all items errored") },
    { title: items, value: run.totalItems ?? run.results, format: formatCount },
    { title: "Mean latency", value: latencyMs, format: formatLatency, why: why("not measured") },
    { title: "Cost", value: costUsd, format: formatCost, why: why("the source gave no cost") },
    { title: "Input tokens", value: inputTokens, format: formatCount, why: why("the source gave none") },
    { title: "Output tokens", value: outputTokens, format: formatCount, why: why("the source gave none") },
  ];
  return (
    <dl className="grid grid-cols-2 gap-3 md:grid-cols-3 md:gap-4 xl:grid-cols-6">
      {facts.map(({ title, ...figure }) => (
        <div
          key={title}
          className="flex min-w-0 flex-col gap-1 rounded-xl border border-line bg-surface px-4 py-3.5 shadow-card"
        >
          <dt className="text-sm text-muted">{title}</dt>
          <dd className="text-xl font-semibold tracking-tight">
            <Figure {...figure} />
          </dd>
        </div>
      ))}
    </dl>
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
          <OutcomeBar counts={counts} className="h-3" />
          <OutcomeLegend counts={counts} />
        </div>
      )}
    </Card>
  );
}

/** How often the scores of a run that is going on are asked for, ms. */
const RUNNING_POLL_MS = 10_000;

/** How the run's scores are spread. Errored results have none; how many they are is said beside. */
export function RunScores({ run }: { readonly run: RunDetail }): ReactNode {
  const { data } = trpc.runs.scoreHistogram.useQuery(
    { runId: run.id },
    { refetchInterval: run.status === "running" ? RUNNING_POLL_MS : false },
  );
  const bins = useMemo(() => data?.map(({ results: count, ...bin }) => ({ ...bin, count })), [data]);
  const errored = run.erroredItems ?? 0;
  return (
    <Card
      title="Scores"
      aside={
        errored === 0 ? undefined : (
          <span className="text-sm text-muted">{formatCounted(errored, "errored result")} in no bar</span>
        )
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
