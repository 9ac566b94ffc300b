import type { StatsReport } from "@evalboard/stats/contract";

type Age = Pick<StatsReport, "freshForMs" | "stale">;

/** How soon to ask again for a report that is stale already, ms: its database is away. */
export const STALE_RETRY_MS = 10_000;

/** A reply that was sent in the last moment of its minute is not asked for again at once, ms. */
const SHORTEST_WAIT_MS = 1_000;

/** How long a report counts as fresh, ms, from when it was received. */
export function staleTimeOf(report: Age | undefined): number {
  return report?.freshForMs ?? 0;
}

/** When to ask for the next report, ms from when this one was received; false while there is none. */
export function refetchAfter(report: Age | undefined): number | false {
  if (report === undefined) return false;
  return Math.max(report.freshForMs, report.stale ? STALE_RETRY_MS : SHORTEST_WAIT_MS);
}

/** Whole seconds until the next report, 0 when it is due. `receivedAt` and `now` are of one clock, ms. */
export function secondsToNext(report: Age, receivedAt: number, now: number): number {
  const waitMs = refetchAfter(report);
  if (waitMs === false) return 0;
  return Math.max(0, Math.ceil((receivedAt + waitMs - now) / 1_000));
}
