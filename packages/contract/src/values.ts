import { z } from "zod";
import {
  bucketUnits,
  MAX_NAME_LENGTH,
  MAX_TEXT_LENGTH,
  outcomes,
  periods,
  runStatuses,
  sortOrders,
  STATS_TTL_MS,
} from "./words.ts";

/** Names that people read: NFC, trimmed, 1 to 200 characters, no control characters. */
export const Name = z
  .string()
  .transform((text) => text.normalize("NFC").trim())
  .pipe(
    z
      .string()
      .min(1, "must not be empty")
      .max(MAX_NAME_LENGTH, `must have at most ${MAX_NAME_LENGTH} characters`)
      .refine(
        (text) => text.isWellFormed() && !/\p{Cc}/u.test(text),
        "must not hold control characters or lone surrogates",
      ),
  );

/** An instant with its zone; sent on as ISO 8601 in UTC. */
export const Instant = z.iso
  .datetime({
    offset: true,
    error: "must be an ISO 8601 date-time with a zone, such as 2026-01-31T09:00:00Z",
  })
  .transform((text) => new Date(text).toISOString())
  // A slip of a time unit puts a run into 1970, and the whole board's axis with it.
  .refine((text) => text >= "2000", "must be in the year 2000 or later");

/** Any text a model or a grader wrote. U+0000 and lone surrogates are stored as U+FFFD and flagged. */
export const Text = z.string().max(MAX_TEXT_LENGTH);
export const Count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
export const Amount = z.number().min(0).max(1e12);

export const RunStatus = z.enum(runStatuses);
export type RunStatus = z.infer<typeof RunStatus>;

export const Outcome = z.enum(outcomes);
export type Outcome = z.infer<typeof Outcome>;

export const Fraction = z.number().min(0).max(1);

export const RunId = z.strictObject({ runId: z.uuid() });
export type RunId = z.infer<typeof RunId>;

export const SortOrder = z.enum(sortOrders);
export type SortOrder = z.infer<typeof SortOrder>;

export const Period = z.enum(periods);
export type Period = z.infer<typeof Period>;

/** An instant as the server writes it: ISO 8601 in UTC, to the millisecond. */
export const SentInstant = z.iso.datetime({ precision: 3 });
/** A sum or a mean, without an upper end. */
export const Total = z.number().nonnegative();

export const BucketUnit = z.enum(bucketUnits);
export type BucketUnit = z.infer<typeof BucketUnit>;

/** A half-open interval [from, to) of instants, ISO 8601 in UTC. */
export const Interval = z.object({ from: SentInstant, to: SentInstant });

/**
 * What was asked and how old the answer is. Every instant is ISO 8601 in UTC; days are days of `timeZone`.
 * `freshForMs` is what is left of the report's minute when it was sent; `stale` says that
 * it is older than that because it could not be computed again.
 */
export const ReportHead = z.object({
  period: Period,
  window: Interval.extend({ unit: BucketUnit }),
  timeZone: z.string(),
  generatedAt: SentInstant,
  freshForMs: z.int().min(0).max(STATS_TTL_MS),
  stale: z.boolean(),
  /** When the first run of all completed; null on a board without runs. */
  firstCompletedAt: SentInstant.nullable(),
});
export type ReportHead = z.infer<typeof ReportHead>;
