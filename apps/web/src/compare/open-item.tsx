import type { ComparedItem, ResultRow } from "@evalboard/contract";
import { formatCounted, formatScore } from "@evalboard/format";
import { Link } from "@tanstack/react-router";
import { ArrowUpRight, ChevronDown, ChevronUp, X } from "lucide-react";
import { Dialog } from "radix-ui";
import { type KeyboardEvent, type ReactNode, useMemo, useState } from "react";
import {
  type OpenItem,
  openItemSearch,
  type ResultAddress,
  type Side,
  sides,
  sideWords,
  useCompareSearch,
} from "../address/compare.ts";
import { OutcomeBadge } from "../figures/outcome.tsx";
import { IconButton } from "../kit/button.tsx";
import { Skeleton } from "../kit/card.tsx";
import { compareTexts, DifferenceText, type Part } from "../kit/difference.tsx";
import { ErrorPanel } from "../kit/panels.tsx";
import { TextBlock } from "../kit/text.tsx";
import { trpc } from "../kit/trpc.ts";
import { ResultMeasures } from "../run/open-result.tsx";
import { FlipBadge, flipOf, isOpenItem, openItemOf, SideName } from "./parts.tsx";

type OpenComparedItemProps = {
  readonly open: OpenItem;
  /** The list behind it, to go on to the next one from here. */
  readonly items: readonly ComparedItem[];
};

/** One item with both answers, whole, over the page; the keys j and k go through the list. */
export function OpenComparedItem({ open, items }: OpenComparedItemProps): ReactNode {
  const [, change] = useCompareSearch();
  // Stored results never change.
  const baseline = trpc.runs.result.useQuery(open.baseline, { staleTime: Infinity });
  const candidate = trpc.runs.result.useQuery(open.candidate, { staleTime: Infinity });
  const [before] = useState(() => document.activeElement);
  const index = items.findIndex((item) => isOpenItem(item, open));
  const previous = index > 0 ? items[index - 1] : undefined;
  const next = index === -1 ? undefined : items[index + 1];
  const go = (to: ComparedItem | undefined): void => {
    if (to !== undefined) change(openItemSearch(openItemOf(to)), true);
  };
  const goByKey = ({ key }: KeyboardEvent): void => {
    if (key === "j") go(next);
    if (key === "k") go(previous);
  };
  const error = baseline.error ?? candidate.error;
  return (
    <Dialog.Root open onOpenChange={() => change(openItemSearch(null))}>
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
          className="fixed inset-y-0 right-0 z-30 flex w-full max-w-304 flex-col border-l border-line bg-canvas shadow-lg outline-none md:w-[94%]"
        >
          <ItemBar
            itemKey={baseline.data?.itemKey ?? items[index]?.itemKey}
            item={items[index]}
            previous={previous}
            next={next}
            go={go}
          />
          <div className="min-h-0 grow overflow-y-auto p-4 sm:p-6">
            {baseline.data !== undefined && candidate.data !== undefined ? (
              <ItemDetail
                open={open}
                item={items[index]}
                results={{ baseline: baseline.data, candidate: candidate.data }}
              />
            ) : error === null ? (
              <Skeleton className="h-64" />
            ) : (
              <ErrorPanel
                error={error}
                retry={() => {
                  void baseline.refetch();
                  void candidate.refetch();
                }}
              />
            )}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type ItemBarProps = {
  readonly itemKey: string | undefined;
  /** The item as the list has it; undefined where the list does not reach so far. */
  readonly item: ComparedItem | undefined;
  readonly previous: ComparedItem | undefined;
  readonly next: ComparedItem | undefined;
  readonly go: (item: ComparedItem | undefined) => void;
};

/** Which item is open, and the ways to the next one and out. */
function ItemBar({ itemKey, item, previous, next, go }: ItemBarProps): ReactNode {
  return (
    <header className="flex items-center gap-3 border-b border-line bg-surface py-3 pr-3 pl-4 sm:pl-6">
      <div className="flex min-w-0 grow flex-wrap items-center gap-x-3">
        <Dialog.Title className="min-w-0 truncate text-lg font-semibold">{itemKey ?? "Item"}</Dialog.Title>
        {item === undefined ? null : (
          <>
            <FlipBadge flip={flipOf(item)} />
            <span className="text-sm text-muted">{item.dataset.name}</span>
          </>
        )}
      </div>
      <IconButton label="Previous item (k)" disabled={previous === undefined} onClick={() => go(previous)}>
        <ChevronUp className="size-4" aria-hidden />
      </IconButton>
      <IconButton label="Next item (j)" disabled={next === undefined} onClick={() => go(next)}>
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

type ItemDetailProps = {
  readonly open: OpenItem;
  readonly item: ComparedItem | undefined;
  readonly results: Readonly<Record<Side, ResultRow>>;
};

/** What was asked and expected, and both answers; words that differ between them are marked where that helps. */
function ItemDetail({ open, item, results }: ItemDetailProps): ReactNode {
  const [isMarking, setIsMarking] = useState(true);
  const { baseline, candidate } = results;
  const parts = useMemo(
    () =>
      baseline.output === null || candidate.output === null
        ? null
        : compareTexts(baseline.output, candidate.output),
    [baseline.output, candidate.output],
  );
  return (
    <div className="flex flex-col gap-5">
      <div className="grid gap-4 md:grid-cols-2">
        <TextBlock title="Input" text={candidate.input ?? baseline.input} />
        <TextBlock title="Expected" text={candidate.expected ?? baseline.expected} />
      </div>
      {parts === null ? null : (
        <label className="-mb-3 flex items-center gap-2 self-end text-sm">
          <input
            type="checkbox"
            className="accent-accent"
            checked={isMarking}
            onChange={(event) => setIsMarking(event.target.checked)}
          />
          Mark differences
        </label>
      )}
      <div className="grid gap-4 md:grid-cols-2">
        {sides.map((side) => (
          <AnswerSide
            key={side}
            side={side}
            address={open[side]}
            result={results[side]}
            mean={item?.[side]}
            parts={isMarking ? parts : null}
          />
        ))}
      </div>
    </div>
  );
}

type AnswerSideProps = {
  readonly side: Side;
  readonly address: ResultAddress;
  readonly result: ResultRow;
  /** The side as the list has it; undefined where the list does not reach so far. */
  readonly mean: ComparedItem["baseline"] | undefined;
  readonly parts: readonly Part[] | null;
};

/** One side's answer with its figures, and the way to it on its run's page. */
function AnswerSide({ side, address, result, mean, parts }: AnswerSideProps): ReactNode {
  // Each text is a region of its own, told apart by the side it is of.
  const { title } = sideWords[side];
  return (
    <section
      aria-label={side}
      className="flex min-w-0 flex-col gap-4 rounded-xl border border-line bg-surface p-4 shadow-card"
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-semibold">
          <SideName side={side} />
        </h3>
        <OutcomeBadge outcome={result.outcome} />
        <Link
          to="/runs/$runId"
          params={{ runId: address.runId }}
          search={{ result: address.position }}
          className="ml-auto inline-flex items-center gap-1 text-sm text-accent underline-offset-2 hover:underline"
        >
          On its run’s page
          <ArrowUpRight className="size-3.5" aria-hidden />
        </Link>
      </header>
      {mean === undefined || mean.results === 1 ? null : (
        <p className="text-sm text-muted">
          The item scores {formatScore(mean.score)}, the mean of {formatCounted(mean.results, "result")}; the
          latest is shown.
        </p>
      )}
      <ResultMeasures result={result} />
      {result.error === null ? null : <TextBlock title={`${title} error`} text={result.error} tone="bad" />}
      <TextBlock title={`${title} output`} text={result.output}>
        {parts === null ? undefined : (
          <DifferenceText parts={parts} side={side === "baseline" ? "before" : "after"} />
        )}
      </TextBlock>
      {result.reason === null ? null : <TextBlock title={`${title} reason`} text={result.reason} />}
    </section>
  );
}
