import type { ComparedItem, CompareRuns, Comparison, ItemChange } from "@evalboard/contract";
import { formatCount, formatCounted, formatScore, formatScoreChange } from "@evalboard/format";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { getQueryKey } from "@trpc/react-query";
import { ArrowRight } from "lucide-react";
import { memo, type ReactNode, useCallback, useMemo, useRef } from "react";
import { itemChanges, openItemSearch, readOpenItem, useCompareSearch } from "../address/compare.ts";
import { Card, Skeleton } from "../kit/card.tsx";
import { ErrorPanel, LoadMore } from "../kit/panels.tsx";
import { trpc } from "../kit/trpc.ts";
import { OpenComparedItem } from "./open-item.tsx";
import { FlipBadge, flipOf, isOpenItem, openItemOf, SideName } from "./parts.tsx";

type ComparedItemsProps = {
  readonly comparison: Comparison;
  readonly groups: CompareRuns;
  readonly chosen: ItemChange;
  readonly choose: (change: ItemChange) => void;
};

/** The shared items, those that the address asks for, and the one that it opens. */
export function ComparedItems({ comparison, groups, chosen, choose }: ComparedItemsProps): ReactNode {
  const [search] = useCompareSearch();
  const query = useComparedItems(groups, chosen, comparison);
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data]);
  const open = readOpenItem(search);
  return (
    <Card
      title="Items"
      definition="compare.items"
      aside={
        <span className="text-sm text-muted">{formatCounted(comparison.sharedItems, "shared item")}</span>
      }
      flush
    >
      <ChangeTabs comparison={comparison} chosen={chosen} choose={choose} />
      <ItemsContent items={items} query={query} />
      {open === null ? null : <OpenComparedItem open={open} items={items ?? []} />}
    </Card>
  );
}

const words: Readonly<Record<ItemChange, { readonly label: string; readonly meaning: string }>> = {
  flipped: { label: "Flipped", meaning: "Lost or gained" },
  lost: { label: "Lost", meaning: "Passed in the baseline, fails in the candidate" },
  gained: { label: "Gained", meaning: "Failed in the baseline, passes in the candidate" },
  fell: { label: "Fell", meaning: "A lower score in the candidate, flipped or not" },
  rose: { label: "Rose", meaning: "A higher score in the candidate, flipped or not" },
  changed: { label: "Changed", meaning: "Another score in the candidate" },
  all: { label: "All", meaning: "Every shared item" },
};

type ChangeTabsProps = {
  readonly comparison: Comparison;
  readonly chosen: ItemChange;
  readonly choose: (change: ItemChange) => void;
};

/** Which of the shared items are listed, each with how many there are, as far as that is known. */
function ChangeTabs({ comparison, chosen, choose }: ChangeTabsProps): ReactNode {
  const counts = countsOf(comparison);
  return (
    <div className="px-5 pb-4">
      <fieldset className="flex w-fit max-w-full flex-wrap rounded-lg border border-line bg-surface p-0.5 shadow-card">
        <legend className="sr-only">Which items</legend>
        {itemChanges.map((change) => (
          <button
            key={change}
            type="button"
            title={words[change].meaning}
            aria-pressed={change === chosen}
            onClick={() => choose(change)}
            className="rounded-md px-2.5 py-1 text-sm font-medium whitespace-nowrap text-muted transition-colors hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent"
          >
            {words[change].label} <Counted count={counts[change]} />
          </button>
        ))}
      </fieldset>
    </div>
  );
}

function Counted({ count }: { readonly count: number | undefined }): ReactNode {
  return count === undefined ? null : <span className="font-normal tabular-nums">{formatCount(count)}</span>;
}

function countsOf({ passes, sharedItems }: Comparison): Partial<Record<ItemChange, number>> {
  if (passes === null) return { all: sharedItems };
  const { gained, lost } = passes;
  return { flipped: gained + lost, lost, gained, all: sharedItems };
}

type ItemsContentProps = {
  readonly items: readonly ComparedItem[] | undefined;
  readonly query: ReturnType<typeof useComparedItems>;
};

/** The items that are loaded, more of them as one scrolls, or why there are none. */
function ItemsContent({ items, query }: ItemsContentProps): ReactNode {
  const { error, isPlaceholderData } = query;
  if (items === undefined || (isPlaceholderData && error !== null)) {
    return error === null ? (
      <Skeleton className="m-5 h-96" />
    ) : (
      <ErrorPanel error={error} retry={() => void query.refetch()} />
    );
  }
  if (items.length === 0) {
    return (
      <p className="border-t border-line px-5 py-8 text-center text-sm text-muted">
        {isPlaceholderData ? "Looking…" : "No shared item is like that."}
      </p>
    );
  }
  return (
    <div aria-busy={isPlaceholderData} className={isPlaceholderData ? "opacity-50" : ""}>
      <RowHeadings />
      <ComparedList items={items} />
      {query.hasNextPage && !isPlaceholderData ? (
        <LoadMore
          what="items"
          ahead="2000px"
          load={() => void query.fetchNextPage()}
          isLoading={query.isFetchingNextPage}
          error={error}
        />
      ) : null}
    </div>
  );
}

/** Height of a row, px; all are alike, so that none has to be measured. */
const ROW = 57;
const rowHeight = (): number => ROW;

/** Only the items near the screen are drawn. */
function ComparedList({ items }: { readonly items: readonly ComparedItem[] }): ReactNode {
  const [search, change] = useCompareSearch();
  const opened = readOpenItem(search);
  const list = useRef<HTMLOListElement>(null);
  const open = useCallback((item: ComparedItem) => change(openItemSearch(openItemOf(item))), [change]);
  // React Compiler, which is not used here, could not remember these functions.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useWindowVirtualizer({
    count: items.length,
    estimateSize: rowHeight,
    overscan: 12,
    scrollMargin: list.current?.offsetTop ?? 0,
  });
  return (
    <ol ref={list} className="relative border-t border-line" style={{ height: virtualizer.getTotalSize() }}>
      {virtualizer.getVirtualItems().map(({ index, key, start }) => {
        const item = items[index];
        if (item === undefined) return null;
        return (
          <li
            key={key}
            aria-setsize={items.length}
            aria-posinset={index + 1}
            className="absolute inset-x-0 top-0 h-[57px] border-b border-line"
            style={{ transform: `translateY(${start - virtualizer.options.scrollMargin}px)` }}
          >
            <ComparedRow item={item} isOpen={opened !== null && isOpenItem(item, opened)} open={open} />
          </li>
        );
      })}
    </ol>
  );
}

/** The columns of the items' list, its headings' and its rows'. */
const rowColumns =
  "grid grid-cols-[1fr_auto_4rem] items-center gap-x-4 md:grid-cols-[1fr_5rem_7.5rem_4rem] lg:grid-cols-[12rem_5rem_7.5rem_4rem_1fr_1fr]";

type ComparedRowProps = {
  readonly item: ComparedItem;
  readonly isOpen: boolean;
  readonly open: (item: ComparedItem) => void;
};

/** An item in one line, which opens it. Drawn anew only when it changes: many pass by while one scrolls. */
const ComparedRow = memo(function ComparedRow({ item, isOpen, open }: ComparedRowProps): ReactNode {
  const { itemKey, dataset, baseline, candidate, difference } = item;
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      onClick={() => open(item)}
      className={`${rowColumns} size-full px-5 text-left text-sm transition-colors hover:bg-hover aria-expanded:bg-accent-soft`}
    >
      <span className="min-w-0">
        <span className="block truncate font-medium">{itemKey}</span>
        <span className="block truncate text-xs text-muted">{dataset.name}</span>
      </span>
      <FlipBadge flip={flipOf(item)} />
      <span className="hidden items-center gap-1.5 tabular-nums md:flex">
        {formatScore(baseline.score)}
        <ArrowRight className="size-3 shrink-0 text-muted" aria-label="to" />
        {formatScore(candidate.score)}
      </span>
      <span className="text-right font-medium tabular-nums">{formatScoreChange(difference)}</span>
      <span className="hidden truncate text-muted lg:block">{baseline.output ?? "no output"}</span>
      <span className="hidden truncate lg:block">{candidate.output ?? "no output"}</span>
    </button>
  );
});

/** What stands in the list below; on a narrow screen it speaks for itself. Its rows are buttons, which say it all. */
function RowHeadings(): ReactNode {
  return (
    <div aria-hidden className={`${rowColumns} px-5 pb-2 text-xs font-medium text-muted max-md:hidden`}>
      <span>Item</span>
      <span />
      <span>Mean score</span>
      <span className="text-right">Change</span>
      <span className="hidden lg:block">
        <SideName side="baseline" />
      </span>
      <span className="hidden lg:block">
        <SideName side="candidate" />
      </span>
    </div>
  );
}

const PAGE = 100;
const FIRST: string | null = null;

/**
 * The shared items of two groups that changed in a way, in pages, the largest change first. They are asked for anew
 * once the comparison that they belong to has changed; each page costs a comparison, so not on every look.
 */
function useComparedItems(groups: CompareRuns, change: ItemChange, comparison: Comparison) {
  const { client } = trpc.useUtils();
  const query = { ...groups, change, limit: PAGE };
  return useInfiniteQuery({
    queryKey: [...getQueryKey(trpc.runs.comparedItems, query, "infinite"), comparison],
    queryFn: ({ pageParam: cursor, signal }) =>
      client.runs.comparedItems.query({ ...query, cursor }, { signal }),
    initialPageParam: FIRST,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    structuralSharing: false,
  });
}
