import type { ReportHead } from "@evalboard/contract";

/** What a report says of its own age. */
export type Age = Pick<ReportHead, "freshForMs" | "stale">;

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
