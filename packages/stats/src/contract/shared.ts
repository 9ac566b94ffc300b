import { z } from "zod";

/** How long a computed report may be served as fresh, ms. The board's age promise. */
export const STATS_TTL_MS = 60_000;

/** What the board can be asked for: the current hour or day and those before it, or everything. */
export const Period = z.enum(["24h", "7d", "30d", "90d", "all"]);
export type Period = z.infer<typeof Period>;

const Instant = z.iso.datetime({ precision: 3 });
export const Count = z.int().nonnegative();
export const Fraction = z.number().min(0).max(1);
export const Amount = z.number().nonnegative();

/** One step of the time axis. */
export const BucketUnit = z.enum(["hour", "day", "week", "month"]);
export type BucketUnit = z.infer<typeof BucketUnit>;

/** A half-open interval [from, to) of instants, ISO 8601 in UTC. */
export const Interval = z.object({ from: Instant, to: Instant });

/**
 * What was asked and how old the answer is. Every instant is ISO 8601 in UTC; days are days of `timeZone`.
 * `freshForMs` is what is left of the report's minute when it was sent; `stale` says that
 * it is older than that because it could not be computed anew.
 */
export const ReportHead = z.object({
  period: Period,
  window: Interval.extend({ unit: BucketUnit }),
  timeZone: z.string(),
  generatedAt: Instant,
  freshForMs: z.int().min(0).max(STATS_TTL_MS),
  stale: z.boolean(),
  /** When the first run of all completed; null on a board without runs. */
  firstCompletedAt: Instant.nullable(),
});
export type ReportHead = z.infer<typeof ReportHead>;
