import type { ComparedItem, CompareRuns, Comparison, ItemChange } from "@evalboard/contract";
import { formatCounted, formatScore, formatScoreChange } from "@evalboard/format";
import { trpc } from "@evalboard/react";
import { getQueryKey } from "@trpc/react-query";
import { ArrowRight } from "lucide-react";
import { memo, type ReactNode, useCallback, useMemo } from "react";
import { itemChanges, openItemSearch, readOpenItem } from "../address/compare.ts";
import { itemTitle } from "../figures/result.tsx";
import { Card, Skeleton } from "../kit/card.tsx";
import { Segments } from "../kit/fields.tsx";
import { PagedList, usePages } from "../kit/pages.tsx";
import { VirtualList } from "../kit/virtual-list.tsx";
import { OpenComparedItem } from "./open-item.tsx";
import { FlipBadge, flipOf, isOpenItem, openItemOf, SideName } from "./parts.tsx";
import { useCompareSearch } from "./search.ts";
import { passesAndScoresWords } from "./words.ts";

interface ComparedItemsProps {
  readonly comparison: Comparison;
  readonly groups: CompareRuns;
  readonly chosen: ItemChange;
  readonly choose: (change: ItemChange) => void;
}

/** The shared items, those that the address asks for, more of them as one scrolls, and the one that it opens. */
export function ComparedItems({ comparison, groups, chosen, choose }: ComparedItemsProps): ReactNode {
  const [search, change] = useCompareSearch();
  const query = useComparedItems(groups, chosen, comparison);
  const { data, isPlaceholderData } = query;
  const items = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const opened = readOpenItem(search);
  const open = useCallback((item: ComparedItem) => change(openItemSearch(openItemOf(item))), [change]);
  return (
    <Card
      title="Items"
      definition="compare.items"
      aside={
        <span className="text-sm text-muted">
          {formatCounted(comparison.change.sharedItems, "shared item")}
        </span>
      }
      flush
    >
      <div className="px-5 pb-4">
        <Segments legend="Which items" options={changeOptions(comparison)} chosen={chosen} choose={choose} />
        <p className="pt-2 text-xs text-pretty text-muted">{passesAndScoresWords(comparison)}</p>
      </div>
      <PagedList query={query} what="items" ahead="2000px" outline={<Skeleton className="m-5 h-96" />}>
        {items.length === 0 ? (
          <p className="border-t border-line px-5 py-8 text-center text-sm text-muted">
            {isPlaceholderData ? "Looking…" : "No shared item is like that."}
          </p>
        ) : (
          <>
            <RowHeadings />
            <VirtualList rows={items} rowHeight={57}>
              {(item) => (
                <ComparedRow item={item} isOpen={opened !== null && isOpenItem(item, opened)} open={open} />
              )}
            </VirtualList>
          </>
        )}
      </PagedList>
      {opened === null ? null : <OpenComparedItem open={opened} items={items} />}
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

/** Which of the shared items can be listed, each with how many there are, as far as that is known. */
function changeOptions(comparison: Comparison) {
  const counts = countsOf(comparison);
  return itemChanges.map((value) => {
    const { label, meaning } = words[value];
    return { value, label, meaning, count: counts[value] };
  });
}

function countsOf({ change, movedItems }: Comparison): Partial<Record<ItemChange, number>> {
  const { passes, sharedItems } = change;
  const { rose, fell } = movedItems;
  const moved = { rose, fell, changed: rose + fell, all: sharedItems };
  if (passes === null) return moved;
  const { gained, lost } = passes;
  return { ...moved, flipped: gained + lost, lost, gained };
}

/** The columns of the items' list, its headings' and its rows'. */
const rowColumns =
  "grid grid-cols-[1fr_auto_4rem] items-center gap-x-4 md:grid-cols-[1fr_5rem_7.5rem_4rem] lg:grid-cols-[minmax(12rem,1.2fr)_5rem_7.5rem_4rem_1fr_1fr]";

interface ComparedRowProps {
  readonly item: ComparedItem;
  readonly isOpen: boolean;
  readonly open: (item: ComparedItem) => void;
}

/** An item in one line, which opens it. Drawn again only when it changes: many pass by while one scrolls. */
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
        <span title={itemKey} className="block truncate font-medium">
          {itemTitle(item)}
        </span>
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
      <span>Average score</span>
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

/**
 * The shared items of two groups that changed in a way, in pages, the largest change first. They are asked for again
 * once the comparison that they belong to has changed; each page costs a comparison, so not on every look.
 */
function useComparedItems(groups: CompareRuns, change: ItemChange, comparison: Comparison) {
  const { client } = trpc.useUtils();
  const query = { ...groups, change, limit: PAGE };
  return usePages({
    key: [...getQueryKey(trpc.runs.comparedItems, query, "infinite"), comparison],
    read: (cursor, signal) => client.runs.comparedItems.query({ ...query, cursor }, { signal }),
    next: ({ nextCursor }) => nextCursor,
    isLasting: true,
  });
}
