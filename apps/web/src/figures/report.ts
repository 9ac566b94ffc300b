import type { ReportHead } from "@evalboard/contract";
import { keepPreviousData } from "@tanstack/react-query";

/** A question for a report, as react-query has it. */
export interface ReportQuery<Report> {
  readonly data: Report | undefined;
  readonly error: unknown;
  readonly isFetching: boolean;
  /** The data is of another period, while that which was asked for is on the way. */
  readonly isPlaceholderData: boolean;
  /** When the browser heard from the server last, or failed to, ms of its own clock. */
  readonly dataUpdatedAt: number;
  readonly errorUpdatedAt: number;
  readonly refetch: () => unknown;
}

interface Query {
  readonly state: { readonly data: Age | undefined; readonly status: string };
}

/** How any report is asked for: again when its minute is over; on a switch the last one stays until the next is there. */
export const reportOptions = {
  staleTime: ({ state }: Query) => staleTimeOf(state.data),
  refetchInterval: ({ state }: Query) => refetchAfter(state.data, state.status === "error"),
  placeholderData: keepPreviousData,
} as const;

/** What a report says of its own age. */
type Age = Pick<ReportHead, "freshForMs" | "stale">;

/** How soon to ask again when the last answer was stale or none, ms: the database or the server is away. */
export const TROUBLE_RETRY_MS = 10_000;

/** A reply that was sent in the last moment of its minute is not asked for again at once, ms. */
const SHORTEST_WAIT_MS = 1_000;

/** How long a report counts as fresh, ms, from when it was received. */
export function staleTimeOf(report: Age | undefined): number {
  return report?.freshForMs ?? 0;
}

/** When to ask for the next report, ms from the last answer or failure; false while there never was a report. */
export function refetchAfter(report: Age | undefined, hasFailed: boolean): number | false {
  if (report === undefined) return false;
  if (hasFailed || report.stale) return TROUBLE_RETRY_MS;
  return Math.max(report.freshForMs, SHORTEST_WAIT_MS);
}

/** Whole seconds until the next report, 0 when it is due. `since` is when the wait began; both of one clock, ms. */
export function secondsToNext(waitMs: number, since: number, now: number): number {
  const waitedMs = Math.max(0, now - since);
  return Math.max(0, Math.ceil((waitMs - waitedMs) / 1_000));
}
