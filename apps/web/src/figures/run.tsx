import type { OutcomeCounts, RunRow, RunStatus } from "@evalboard/contract";
import {
  formatAgo,
  formatInstant,
  formatLatency,
  formatMoment,
  formatRate,
  formatScore,
} from "@evalboard/format";
import { ChartNoAxesColumn, CircleCheck, ListMinus, LoaderCircle, OctagonAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Badge, type Face } from "../kit/badge.tsx";
import { Cost, Count, Figure, Unknown, useNow } from "../kit/figure.tsx";
import type { Column } from "../kit/table.tsx";
import { CountOf } from "./columns.tsx";
import { fateFaces, outcomeFaces, SplitBar } from "./outcome.tsx";

/** The columns that every list of runs has, each for a place of its own in it; a heading that sorts explains nothing. */
export const runColumn = {
  score: {
    heading: "Score",
    definition: "runScore",
    sortKey: "averageScore",
    align: "right",
    width: "w-[15%] lg:w-[12%]",
    cell: (run) => <RunScore run={run} />,
  },
  passRate: {
    heading: "Pass rate",
    definition: "runPassRate",
    align: "right",
    cell: (run) => <RunPasses run={run} />,
  },
  items: { heading: "Items", definition: "runItems", cell: (run) => <RunSplit run={run} /> },
  latency: {
    heading: "Latency",
    definition: "runLatency",
    sortKey: "latencyMs",
    align: "right",
    cell: ({ latencyMs }) => <Figure value={latencyMs} format={formatLatency} why="not measured" />,
  },
  cost: {
    heading: "Cost",
    definition: "runCost",
    sortKey: "costUsd",
    roomy: true,
    align: "right",
    cell: ({ costUsd }) => <Cost usd={costUsd} />,
  },
  started: {
    heading: "Started",
    sortKey: "startedAt",
    align: "right",
    cell: ({ startedAt }) => <Ago instant={startedAt} />,
  },
} as const satisfies Record<string, Column<RunRow>>;

const limitedFace: Face = {
  label: "Limited",
  meaning: "It asked fewer items than its dataset has, so it is left out of the board's figures",
  Icon: ListMinus,
  className: "text-warn",
};

/** Marks a run that asked fewer items than its dataset has. */
export function LimitedBadge({ run: { limited } }: { readonly run: Pick<RunRow, "limited"> }): ReactNode {
  return limited ? <Badge face={limitedFace} /> : null;
}

/** How long ago and, below, when that was. */
function Ago({ instant }: { readonly instant: string }): ReactNode {
  const now = useNow(30_000);
  return (
    <time dateTime={instant} title={formatInstant(instant)} className="block whitespace-nowrap">
      <span className="block">{formatAgo(instant, now)}</span>
      <span className="block text-xs text-muted">{formatMoment(instant)}</span>
    </time>
  );
}

/** Small links beside a name in a cell, of its `group/cell`. Where something hovers they take no room: they lie over what follows. */
export function CellActions({ children }: { readonly children: ReactNode }): ReactNode {
  return <span className="relative z-1 flex w-0 pointer-coarse:w-auto">{children}</span>;
}

/** How one of them looks: there on hover of its `group/cell`, on focus, and always where nothing hovers. */
export const cellActionClass =
  "-my-0.5 inline-flex shrink-0 bg-hover p-1.5 text-muted not-focus-visible:not-group-hover/cell:pointer-fine:pointer-events-none not-focus-visible:not-group-hover/cell:pointer-fine:opacity-0 hover:text-ink";

/** What a link to the figures of a model or a dataset shows, from a list where its name does something else. */
export function FiguresMark({ name }: { readonly name: string }): ReactNode {
  return (
    <span title={`Figures of ${name}`}>
      <ChartNoAxesColumn className="size-3.5" aria-hidden />
      <span className="sr-only">Figures of {name}</span>
    </span>
  );
}

/** A run in a line: what it evaluated and when. */
export function runName({ model, dataset, startedAt, completedAt }: RunRow): string {
  return `${model.name} on ${dataset.name}, ${formatMoment(completedAt ?? startedAt)}`;
}

/** A run's average score; where it has none, what became of it. */
function RunScore({ run }: { readonly run: RunRow }): ReactNode {
  if (run.averageScore === null) return <RunBadge run={run} />;
  return <span className="font-semibold tabular-nums">{formatScore(run.averageScore)}</span>;
}

/** Of a run's scored results those that passed; null before completion. */
export function passesOf(run: Counted): { readonly passed: number; readonly scored: number } | null {
  const counts = outcomeCountsOf(run);
  if (counts === null || run.passedItems === null) return null;
  return { passed: run.passedItems, scored: counts.perfect + counts.partial + counts.failed };
}

/** A run's pass rate, and what it is a rate of. */
function RunPasses({ run }: { readonly run: RunRow }): ReactNode {
  const passes = passesOf(run);
  if (passes === null) return <Unknown why="not counted before completion" />;
  const { passed, scored } = passes;
  if (scored === 0) return <Unknown why="no scored results" />;
  return (
    <>
      <span className="font-medium">{formatRate(passed / scored)}</span>
      <CountOf count={passed} all={scored} />
    </>
  );
}

/** How far a run has come: that it is completed, and whether it has a score then, is running, or broke off. */
export function RunBadge({ run }: { readonly run: Pick<RunRow, "status" | "outcome"> }): ReactNode {
  if (run.outcome === "unscored") return <Badge face={notScoredYet} />;
  if (run.outcome === "errored") return <Badge face={allErrored} />;
  if (run.outcome !== null) return <Badge face={completed} />;
  return <Badge face={run.status === "running" ? running : brokenOff} />;
}

// Not "partial" or "perfect": beside a run's name that would be how much of it was done.
const completed: Face = {
  label: "Completed",
  meaning: "All its results are in, and its figures will not change",
  Icon: CircleCheck,
  className: "",
  iconClass: "text-good",
};
const allErrored: Face = {
  ...outcomeFaces.errored,
  label: "All errored",
  meaning: "Every call broke, so that it has no score",
};
const notScoredYet: Face = {
  ...outcomeFaces.unscored,
  meaning: "Nobody has scored its answers; the scores can be sent later",
};
const running: Face = {
  label: "Running",
  meaning: "Results are still coming in",
  Icon: LoaderCircle,
  className: "text-accent",
  iconClass: "animate-spin",
};
const brokenOff: Face = {
  label: "Run failed",
  meaning: "The run broke off and has no facts",
  Icon: OctagonAlert,
  className: "text-bad",
};

type Counted = Pick<
  RunRow,
  "passedItems" | "perfectItems" | "partialItems" | "failedItems" | "erroredItems" | "unscoredItems"
>;

/** A run's items by outcome; null before completion. */
export function outcomeCountsOf(run: Omit<Counted, "passedItems">): OutcomeCounts | null {
  const { perfectItems: perfect, partialItems: partial, failedItems: failed } = run;
  const { erroredItems: errored, unscoredItems: unscored } = run;
  if (perfect === null || partial === null || failed === null) return null;
  if (errored === null || unscored === null) return null;
  return { perfect, partial, failed, errored, unscored };
}

/** A run's items by whether they passed, as its pass rate counts them, and how many they are. */
function RunSplit({ run }: { readonly run: RunRow }): ReactNode {
  const [passes, counts] = [passesOf(run), outcomeCountsOf(run)];
  if (passes === null || counts === null || run.totalItems === null)
    return <Unknown why="not counted before completion" />;
  const parts = [
    { face: fateFaces.passed, count: passes.passed },
    { face: fateFaces.notPassed, count: passes.scored - passes.passed },
    { face: fateFaces.errored, count: counts.errored },
    { face: fateFaces.unscored, count: counts.unscored },
  ];
  return (
    <div className="flex items-center gap-3 md:max-lg:flex-col md:max-lg:items-end md:max-lg:gap-1">
      <SplitBar parts={parts} className="h-2" />
      <span className="w-12 shrink-0 text-right">
        <Count value={run.totalItems} />
      </span>
    </div>
  );
}

/** How the page speaks of a run's status. */
export const statusWords: Readonly<Record<RunStatus, string>> = {
  completed: "Completed",
  running: "Running",
  failed: "Broke off",
};
