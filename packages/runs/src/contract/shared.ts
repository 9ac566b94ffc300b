import { z } from "zod";

/** Longest name, in UTF-16 code units. */
export const MAX_NAME_LENGTH = 200;

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
export const Text = z.string().max(1_000_000);
export const Count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
export const Amount = z.number().min(0).max(1e12);

export const RunStatus = z.enum(["running", "completed", "failed"]);
export type RunStatus = z.infer<typeof RunStatus>;

/** Of a result by its score, of a run by its average score: 1, between, 0, none. */
export const Outcome = z.enum(["perfect", "partial", "failed", "errored"]);
export type Outcome = z.infer<typeof Outcome>;

export const Fraction = z.number().min(0).max(1);

export const RunId = z.strictObject({ runId: z.uuid() });
export type RunId = z.infer<typeof RunId>;

export const SortOrder = z.enum(["desc", "asc"]);
export type SortOrder = z.infer<typeof SortOrder>;
