import { keepPreviousData, type QueryKey, useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { Dimmed } from "./card.tsx";
import { describeError } from "./errors.ts";
import { ErrorPanel } from "./panels.tsx";

interface PagesOptions<Page> {
  readonly key: QueryKey;
  /** Asks for the page behind a cursor; the first one's is null. */
  readonly read: (cursor: string | null, signal: AbortSignal) => Promise<Page>;
  /** Where to read on behind a page; none at the end. */
  readonly next: (page: Page) => string | null | undefined;
  /** A page that was read never changes: none is asked for twice, or compared with itself, which takes longer than a frame. */
  readonly isLasting?: boolean;
  /** How long pages are kept once nobody shows them, ms. */
  readonly gcTime?: number;
}

const FIRST: string | null = null;

/**
 * A list in pages; while another one is on the way, the last one stays. Not by tRPC's own hook, which sends a
 * `direction` with each page that the server's strict inputs do not take.
 */
export function usePages<Page>({ key, read, next, isLasting = false, ...times }: PagesOptions<Page>) {
  return useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: FIRST,
    getNextPageParam: (page) => next(page),
    placeholderData: keepPreviousData,
    structuralSharing: !isLasting,
    refetchOnWindowFocus: !isLasting,
    refetchOnReconnect: !isLasting,
    ...times,
  });
}

interface PagedListProps {
  readonly query: Pick<
    ReturnType<typeof usePages>,
    | "data"
    | "error"
    | "isPlaceholderData"
    | "hasNextPage"
    | "isFetchingNextPage"
    | "refetch"
    | "fetchNextPage"
  >;
  /** What it is a list of: `runs`. */
  readonly what: string;
  /** How far before the end of the page more of it loads, as a CSS length. */
  readonly ahead: string;
  /** What stands for the list while its first page is on the way. */
  readonly outline: ReactNode;
  readonly children: ReactNode;
}

/** A list, more of it as one scrolls, or why there is none; dimmed while another one is on the way. */
export function PagedList({ query, what, ahead, outline, children }: PagedListProps): ReactNode {
  const { data, error, isPlaceholderData } = query;
  if (data === undefined || (isPlaceholderData && error !== null)) {
    return error === null ? outline : <ErrorPanel error={error} retry={() => void query.refetch()} />;
  }
  return (
    <Dimmed isPending={isPlaceholderData}>
      {children}
      {query.hasNextPage && !isPlaceholderData ? (
        <LoadMore
          what={what}
          ahead={ahead}
          load={() => void query.fetchNextPage()}
          isLoading={query.isFetchingNextPage}
          error={error}
        />
      ) : null}
    </Dimmed>
  );
}

interface LoadMoreProps {
  readonly what: string;
  readonly ahead: string;
  readonly load: () => void;
  readonly isLoading: boolean;
  /** Why the last attempt failed, or null. */
  readonly error: unknown;
}

/** Loads the next page when it is scrolled to, or pressed. After a failure it waits to be pressed. */
function LoadMore({ what, ahead, load, isLoading, error }: LoadMoreProps): ReactNode {
  // Watches again after each page: one may be shorter than the screen.
  const loadWhenSeen = (button: HTMLButtonElement): (() => void) => {
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting && !isLoading && error === null) load();
      },
      { rootMargin: ahead },
    );
    observer.observe(button);
    return () => observer.disconnect();
  };
  return (
    <div className="flex flex-col items-center gap-2 py-4" aria-busy={isLoading}>
      {error === null ? null : (
        <p role="alert" className="text-sm text-bad">
          {describeError(error).title}
        </p>
      )}
      <span className="print:hidden">
        <Button ref={loadWhenSeen} onClick={load} disabled={isLoading}>
          {isLoading ? `Loading more ${what}…` : `Load more ${what}`}
        </Button>
      </span>
      <p className="hidden text-sm text-muted print:block">There are more {what} than were loaded here.</p>
    </div>
  );
}
