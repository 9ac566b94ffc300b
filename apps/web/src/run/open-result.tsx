import type { ResultRow } from "@evalboard/contract";
import { formatCost, formatCount, formatLatency, formatScore } from "@evalboard/format";
import { ChevronDown, ChevronUp, X } from "lucide-react";
import { Dialog } from "radix-ui";
import { type KeyboardEvent, type ReactNode, useMemo, useState } from "react";
import { useRunSearch } from "../address/run.ts";
import { OutcomeBadge } from "../figures/outcome.tsx";
import { IconButton } from "../kit/button.tsx";
import { Skeleton } from "../kit/card.tsx";
import { compareTexts, DifferenceText } from "../kit/difference.tsx";
import { Figure } from "../kit/figure.tsx";
import { ErrorPanel } from "../kit/panels.tsx";
import { TextBlock } from "../kit/text.tsx";
import { trpc } from "../kit/trpc.ts";

type OpenResultProps = {
  readonly runId: string;
  readonly position: number;
  /** The list behind it, to go on to the next one from here. */
  readonly results: readonly ResultRow[];
};

/** One result, whole, over the page; the keys j and k go through the list. */
export function OpenResult({ runId, position, results }: OpenResultProps): ReactNode {
  const [, change] = useRunSearch();
  // Stored results never change.
  const query = trpc.runs.result.useQuery({ runId, position }, { staleTime: Infinity });
  const neighbours = neighboursOf(results, position);
  const [before] = useState(() => document.activeElement);
  const go = (to: number | undefined): void => {
    if (to !== undefined) change({ result: to }, true);
  };
  const goByKey = ({ key }: KeyboardEvent): void => {
    if (key === "j") go(neighbours.next);
    if (key === "k") go(neighbours.previous);
  };
  return (
    <Dialog.Root open onOpenChange={() => change({ result: undefined })}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-20 bg-[rgb(10_10_20/0.4)]" />
        <Dialog.Content
          aria-describedby={undefined}
          onKeyDown={goByKey}
          onOpenAutoFocus={(event) => {
            // Not the first button: nothing is to be pressed yet, and j and k work from here.
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (before instanceof HTMLElement) before.focus({ preventScroll: true });
          }}
          className="fixed inset-y-0 right-0 z-30 flex w-[min(76rem,100vw)] flex-col border-l border-line bg-canvas shadow-lg outline-none md:w-[min(76rem,94vw)]"
        >
          <ResultBar position={position} result={query.data} neighbours={neighbours} go={go} />
          <div className="min-h-0 grow overflow-y-auto p-4 sm:p-6">
            {query.data !== undefined ? (
              <ResultDetail result={query.data} />
            ) : query.error === null ? (
              <Skeleton className="h-64" />
            ) : (
              <ErrorPanel error={query.error} retry={() => void query.refetch()} />
            )}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type ResultBarProps = {
  readonly position: number;
  readonly result: ResultRow | undefined;
  readonly neighbours: Neighbours;
  readonly go: (position: number | undefined) => void;
};

/** Which result is open, and the ways to the next one and out. */
function ResultBar({ position, result, neighbours, go }: ResultBarProps): ReactNode {
  const { previous, next } = neighbours;
  return (
    <header className="flex items-center gap-3 border-b border-line bg-surface py-3 pr-3 pl-4 sm:pl-6">
      <div className="flex min-w-0 grow flex-wrap items-center gap-x-3">
        <Dialog.Title className="min-w-0 truncate text-lg font-semibold">
          {result?.itemKey ?? `Result ${position}`}
        </Dialog.Title>
        {result === undefined ? null : <OutcomeBadge outcome={result.outcome} />}
        <span className="text-sm text-muted">
          no. {position}
          {result !== undefined && result.repeat > 1 ? ` · repeat ${result.repeat}` : ""}
        </span>
      </div>
      <IconButton label="Previous result (k)" disabled={previous === undefined} onClick={() => go(previous)}>
        <ChevronUp className="size-4" aria-hidden />
      </IconButton>
      <IconButton label="Next result (j)" disabled={next === undefined} onClick={() => go(next)}>
        <ChevronDown className="size-4" aria-hidden />
      </IconButton>
      <Dialog.Close asChild>
        <IconButton label="Close">
          <X className="size-4" aria-hidden />
        </IconButton>
      </Dialog.Close>
    </header>
  );
}

/** The positions of the results before and after one in a list, as far as the list has them. */
type Neighbours = { readonly previous: number | undefined; readonly next: number | undefined };

/** Finds what stands beside a result. One that is not in the list has no neighbours. */
function neighboursOf(results: readonly ResultRow[], position: number): Neighbours {
  const index = results.findIndex((result) => result.position === position);
  if (index === -1) return { previous: undefined, next: undefined };
  return { previous: results[index - 1]?.position, next: results[index + 1]?.position };
}

/** Everything about one result. */
function ResultDetail({ result }: { readonly result: ResultRow }): ReactNode {
  return (
    <div className="flex flex-col gap-5">
      <ResultMeasures result={result} />
      {result.error === null ? null : <TextBlock title="Error" text={result.error} tone="bad" />}
      {result.reason === null ? null : <TextBlock title="Reason" text={result.reason} />}
      <ResultTexts result={result} />
      {result.textReplaced ? (
        <p className="text-xs text-muted">Characters that cannot be stored stand as � in these texts.</p>
      ) : null}
    </div>
  );
}

/** A result's figures. */
export function ResultMeasures({ result }: { readonly result: ResultRow }): ReactNode {
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
      <Measure title="Score" value={result.score} format={formatScore} why="no score" />
      <Measure title="Latency" value={result.latencyMs} format={formatLatency} why="not measured" />
      <Measure title="Input tokens" value={result.inputTokens} format={formatCount} />
      <Measure title="Output tokens" value={result.outputTokens} format={formatCount} />
      <Measure title="Cost" value={result.costUsd} format={formatCost} />
    </dl>
  );
}

type MeasureProps = {
  readonly title: string;
  readonly value: number | null;
  readonly format: (value: number) => string;
  readonly why?: string;
};

function Measure({ title, ...figure }: MeasureProps): ReactNode {
  return (
    <div>
      <dt className="text-xs text-muted">{title}</dt>
      <dd className="font-medium">
        <Figure {...figure} />
      </dd>
    </div>
  );
}

/** What was asked, what was expected and what came, side by side; words that differ are marked where that helps. */
function ResultTexts({ result: { input, expected, output } }: { readonly result: ResultRow }): ReactNode {
  const [isMarking, setIsMarking] = useState(true);
  const parts = useMemo(
    () => (expected === null || output === null ? null : compareTexts(expected, output)),
    [expected, output],
  );
  const marked = isMarking ? parts : null;
  return (
    <div className="flex flex-col gap-2">
      {parts === null ? null : (
        <label className="flex items-center gap-2 self-end text-sm">
          <input
            type="checkbox"
            className="accent-accent"
            checked={isMarking}
            onChange={(event) => setIsMarking(event.target.checked)}
          />
          Mark differences
        </label>
      )}
      <div className="grid gap-4 lg:grid-cols-3">
        <TextBlock title="Input" text={input} />
        <TextBlock title="Expected" text={expected}>
          {marked === null ? undefined : <DifferenceText parts={marked} side="before" />}
        </TextBlock>
        <TextBlock title="Output" text={output}>
          {marked === null ? undefined : <DifferenceText parts={marked} side="after" />}
        </TextBlock>
      </div>
    </div>
  );
}
