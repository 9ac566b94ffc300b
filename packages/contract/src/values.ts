import { z } from "zod";
import { Period } from "./periods.ts";
import {
  bucketUnits,
  MAX_METRICS,
  MAX_NAME_LENGTH,
  MAX_TAGS,
  METRIC_BOUND,
  MAX_TEXT_LENGTH,
  outcomes,
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

/** Of two scores. */
export const Difference = z.number().min(-1).max(1);
export const DifferenceInterval = z.object({ low: Difference, high: Difference });

/** Further named figures of a result, on any scale: a number, or a word such as `left`. */
const MetricValue = z.union([
  z
    .number()
    .refine(
      (value) => value === 0 || (Math.abs(value) <= METRIC_BOUND && Math.abs(value) >= 1 / METRIC_BOUND),
      {
        error: `must be 0 or between 1e-100 and 1e100 in size`,
      },
    ),
  Name,
]);
type MetricValue = z.infer<typeof MetricValue>;

export const Metrics = z
  .record(Name, MetricValue)
  .refine(
    (metrics) => Object.keys(metrics).length <= MAX_METRICS,
    `must name at most ${MAX_METRICS} metrics`,
  );
export type Metrics = z.infer<typeof Metrics>;

/** Pairs of short texts on a run, such as `temperature` and `0.2`, written as one text `temperature=0.2`. */
export const Tags = z
  .record(Name, Name)
  .refine((tags) => Object.keys(tags).length <= MAX_TAGS, `must have at most ${MAX_TAGS} tags`)
  .refine((tags) => !Object.keys(tags).some((name) => name.includes("=")), "must have names without =");
export type Tags = z.infer<typeof Tags>;

export const RunId = z.strictObject({ runId: z.uuid() });
export type RunId = z.infer<typeof RunId>;

export const SortOrder = z.enum(sortOrders);
export type SortOrder = z.infer<typeof SortOrder>;

/** Which runs the board is narrowed to: all that is given must hold. */
export const BoardFilter = z.strictObject({
  modelId: z.uuid().optional(),
  datasetId: z.uuid().optional(),
  promptId: z.uuid().optional(),
  promptVersionId: z.uuid().optional(),
  label: Name.optional(),
  tags: Tags.optional(),
});
export type BoardFilter = z.infer<typeof BoardFilter>;

/** The board of a period, or of the runs of it that a filter lets through. */
export const StatsQuery = z.union([Period, z.strictObject({ period: Period, where: BoardFilter })]);
export type StatsQuery = z.infer<typeof StatsQuery>;

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
  /** As it was asked for. Of a range the window holds whole buckets, and so may begin earlier and end later. */
  period: Period,
  /** What the runs were narrowed to; empty where they were not. */
  where: BoardFilter,
  window: Interval.extend({ unit: BucketUnit }),
  timeZone: z.string(),
  generatedAt: SentInstant,
  freshForMs: z.int().min(0).max(STATS_TTL_MS),
  stale: z.boolean(),
  /** When the first run of all completed; null on a board without runs. */
  firstCompletedAt: SentInstant.nullable(),
});
export type ReportHead = z.infer<typeof ReportHead>;
