import type { ComparedItem, ResultRow } from "@evalboard/contract";
import { formatCounted, formatScore } from "@evalboard/format";
import { trpc } from "@evalboard/react";
import { Link } from "@tanstack/react-router";
import { ArrowUpRight } from "lucide-react";
import type { ReactNode } from "react";
import { type OpenItem, openItemSearch, type ResultAddress, type Side, sides } from "../address/compare.ts";
import { ItemLink } from "../address/links.tsx";
import { CachedBadge, itemTitle, ResultBadge, ResultMeasures } from "../figures/result.tsx";
import { Skeleton } from "../kit/card.tsx";
import { DifferenceText, type Part, useDifference } from "../kit/difference.tsx";
import { ErrorPanel } from "../kit/panels.tsx";
import { Sheet } from "../kit/sheet.tsx";
import { TextBlock } from "../kit/text.tsx";
import { FlipBadge, flipOf, isOpenItem, openItemOf, SideName } from "./parts.tsx";
import { sideWords, useCompareSearch } from "./search.ts";

interface OpenComparedItemProps {
  readonly open: OpenItem;
  /** The list behind it, to go on to the next one from here. */
  readonly items: readonly ComparedItem[];
}

/** One item with both answers, whole, over the page. */
export function OpenComparedItem({ open, items }: OpenComparedItemProps): ReactNode {
  const [, change] = useCompareSearch();
  const baseline = trpc.runs.result.useQuery(open.baseline);
  const candidate = trpc.runs.result.useQuery(open.candidate);
  // The item as the list has it; undefined where the list does not reach so far.
  const item = items.find((one) => isOpenItem(one, open));
  const error = baseline.error ?? candidate.error;
  const named = baseline.data ?? item;
  return (
    <Sheet
      what="item"
      title={named === undefined ? "Item" : itemTitle(named)}
      notes={
        <>
          {item === undefined ? null : <FlipBadge flip={flipOf(item)} />}
          <span className="min-w-0 text-sm wrap-anywhere text-muted">
            {[item?.dataset.name, named?.itemName === null ? undefined : named?.itemKey]
              .filter((note) => note !== undefined)
              .join(" · ")}
          </span>
        </>
      }
      rows={items}
      isOpen={(row) => row === item}
      open={(row) => change(openItemSearch(openItemOf(row)), true)}
      close={() => change(openItemSearch(null))}
    >
      {baseline.data !== undefined && candidate.data !== undefined ? (
        <ItemDetail
          open={open}
          item={item}
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
    </Sheet>
  );
}

interface ItemDetailProps {
  readonly open: OpenItem;
  readonly item: ComparedItem | undefined;
  readonly results: Readonly<Record<Side, ResultRow>>;
}

/** What was asked and expected, and both answers; words that differ between them are marked where that helps. */
function ItemDetail({ open, item, results }: ItemDetailProps): ReactNode {
  const { baseline, candidate } = results;
  const [marked, checkbox] = useDifference(baseline.output, candidate.output);
  return (
    <div className="flex flex-col gap-5">
      {item === undefined ? null : (
        <ItemLink
          datasetId={item.dataset.id}
          itemKey={item.itemKey}
          className="self-start text-sm text-accent"
        >
          This item in all runs
        </ItemLink>
      )}
      <div className="grid gap-4 md:grid-cols-2">
        <TextBlock title="Input" text={candidate.input ?? baseline.input} />
        <TextBlock title="Expected" text={candidate.expected ?? baseline.expected} />
      </div>
      <div className="flex flex-col gap-2">
        {checkbox}
        <div className="grid gap-4 md:grid-cols-2">
          {sides.map((side) => (
            <AnswerSide
              key={side}
              side={side}
              address={open[side]}
              result={results[side]}
              mean={item?.[side]}
              parts={marked}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

interface AnswerSideProps {
  readonly side: Side;
  readonly address: ResultAddress;
  readonly result: ResultRow;
  /** The side as the list has it; undefined where the list does not reach so far. */
  readonly mean: ComparedItem["baseline"] | undefined;
  readonly parts: readonly Part[] | null;
}

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
        <ResultBadge result={result} />
        <CachedBadge result={result} />
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
