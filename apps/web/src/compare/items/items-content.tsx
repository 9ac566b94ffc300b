import type { ComparedItem } from "@evalboard/contract";
import type { ReactNode } from "react";
import { ErrorPanel } from "../../ui/error-panel.tsx";
import { LoadMore } from "../../ui/load-more.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { ComparedList } from "./compared-list.tsx";
import { RowHeadings } from "./row-headings.tsx";
import type { useComparedItems } from "./use-compared-items.ts";

type ItemsContentProps = {
  readonly items: readonly ComparedItem[] | undefined;
  readonly query: ReturnType<typeof useComparedItems>;
};

/** The items that are loaded, more of them as one scrolls, or why there are none. */
export function ItemsContent({ items, query }: ItemsContentProps): ReactNode {
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
