import { z } from "zod";
import { GivenProvenance, RunDetail } from "./runs.ts";
import { Amount, Count, Instant, Name, RunStatus, Text } from "./values.ts";
import { MAX_RESULTS_PER_CALL } from "./words.ts";

/** What identifies a run and what it evaluated. Model, dataset and prompt are made where they are new. */
export const StartRun = z.strictObject({
  /** The caller's own name for the run: starting it again gives the same run. */
  externalId: Name,
  model: z.strictObject({ provider: Name, name: Name }),
  dataset: z.strictObject({ name: Name }),
  /** A text not seen before under this name becomes the prompt's next version. */
  prompt: z.strictObject({ name: Name, text: Text }),
  ...GivenProvenance.shape,
  /** Default: when the server hears of it. */
  startedAt: Instant.optional(),
});
export type StartRun = z.input<typeof StartRun>;

export const StartedRun = z.object({
  runId: z.uuid(),
  status: RunStatus,
  /** False where a run of this `externalId` was there already. */
  created: z.boolean(),
});
export type StartedRun = z.infer<typeof StartedRun>;

/** One item's answer as a caller records it. Exactly one of `score` and `error` is there. */
export const NewResult = z
  .strictObject({
    /** Stable between runs: comparisons pair by it. */
    itemKey: Name,
    /** 1, 2, 3 …: which asking of the same item in this run. */
    repeat: z.int().min(1).max(1_000_000).default(1),
    input: Text.nullable().default(null),
    expected: Text.nullable().default(null),
    output: Text.nullable().default(null),
    score: z.number().min(0).max(1).nullable(),
    /** The grader's words. */
    reason: Text.nullable().default(null),
    /** Why the call itself broke. */
    error: Text.nullable().default(null),
    /** Measured, not of a cached answer. */
    latencyMs: Amount.nullable().default(null),
    inputTokens: Count.nullable().default(null),
    outputTokens: Count.nullable().default(null),
    costUsd: Amount.nullable().default(null),
  })
  .refine((result) => (result.score === null) === (result.error !== null), {
    path: ["score"],
    error: "must be a number from 0 to 1, or null with an error that says why the call broke",
  });
export type NewResult = z.input<typeof NewResult>;

export const AddResults = z.strictObject({
  runId: z.uuid(),
  results: z.array(NewResult).min(1).max(MAX_RESULTS_PER_CALL),
});
export type AddResults = z.input<typeof AddResults>;

/** Both add up to the results sent; `alreadyThere` are those that an earlier call had stored. */
export const AddedResults = z.object({ added: z.int(), alreadyThere: z.int() });
export type AddedResults = z.infer<typeof AddedResults>;

export const CompleteRun = z.strictObject({
  runId: z.uuid(),
  /** For a run that ended earlier, such as an imported one. Default: now. Not in the future. */
  completedAt: Instant.optional(),
});
export type CompleteRun = z.input<typeof CompleteRun>;

export const FailRun = z.strictObject({
  runId: z.uuid(),
  error: Text.min(1, "must say why the run failed"),
  failedAt: Instant.optional(),
});
export type FailRun = z.input<typeof FailRun>;

/** `changed` is false where an earlier call had ended the run: the first one wins. */
export const EndedRun = z.object({ changed: z.boolean(), run: RunDetail });
export type EndedRun = z.infer<typeof EndedRun>;

/** Deleting is confirmed by the run's name, its `externalId`. */
export const DeleteRun = z.strictObject({ runId: z.uuid(), externalId: Name });
export type DeleteRun = z.input<typeof DeleteRun>;

export const DeletedRun = z.object({ runId: z.uuid(), results: z.int() });
export type DeletedRun = z.infer<typeof DeletedRun>;
