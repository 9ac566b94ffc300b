import type { AppRouter } from "@evalboard/client";
import { keepPreviousData } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";

/** What a report says of its own age: ms that are left of its minute, and whether it is older than that. */
type Age = Pick<inferRouterOutputs<AppRouter>["stats"]["get"], "freshForMs" | "stale">;

interface Query {
  readonly state: { readonly data: Age | undefined; readonly status: string };
}

/** How any report is asked for: again when its minute is over; on a switch the last one stays until the next is there. */
export const reportOptions = {
  staleTime: ({ state }: Query) => staleTimeOf(state.data),
  refetchInterval: ({ state }: Query) => refetchAfter(state.data, state.status === "error"),
  placeholderData: keepPreviousData,
} as const;

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
