import { z } from "zod";
import { isRecord } from "../is-record.ts";

const Count = z.int().min(0);
export const Amount = z.number().min(0);

/** How far outside [0, 1] a weighted mean of floats may land by rounding alone. */
const ROUNDING = 1e-9;

// A score on another scale is refused, not cut: cut, seven of ten and ten of ten would both be perfect.
const offScale = { error: scaleFault };
const Score = z
  .number()
  .min(-ROUNDING, offScale)
  .max(1 + ROUNDING, offScale)
  .transform((score) => Math.min(1, Math.max(0, score)));

function scaleFault({ input }: { input?: unknown }): string {
  return `is ${String(input)}; a score has to lie from 0 to 1, so let the assertion return a share, such as score / 10`;
}

/** What a test asserts, as far as a person can read it. */
const Assertion = z.object({
  type: z.string(),
  value: z.unknown().optional(),
  get assert() {
    return z.array(Assertion).nullish();
  },
});
export type Assertion = z.infer<typeof Assertion>;

const Provider = z.object({ id: z.string(), label: z.string().nullish() });
export type Provider = z.infer<typeof Provider>;

const TokenUsage = z.object({
  total: Count.nullish(),
  prompt: Count.nullish(),
  completion: Count.nullish(),
});
export type TokenUsage = z.infer<typeof TokenUsage>;

const RowBase = z.object({
  id: z.string().nullish(),
  /** Neither stands in files of promptfoo's second version. */
  promptIdx: Count.nullish(),
  testIdx: Count.nullish(),
  provider: Provider,
  /** Rendered, unlike `results.prompts`; the label, once called `display`, is not. */
  prompt: z.object({ raw: z.string(), label: z.string().nullish(), display: z.string().nullish() }).nullish(),
  vars: z.record(z.string(), z.unknown()).nullish(),
  testCase: z
    .object({
      description: z.string().nullish(),
      // Shown to people only: one that cannot be read is no reason to refuse the file.
      assert: z.array(Assertion).nullish().catch(null),
    })
    .nullish(),
  error: z.string().nullish(),
  latencyMs: Amount.nullish(),
  gradingResult: z.object({ reason: z.string().nullish() }).nullish(),
  response: z
    .object({
      output: z.unknown().optional(),
      error: z.unknown().optional(),
      cached: z.boolean().nullish(),
      cost: Amount.nullish(),
      tokenUsage: TokenUsage.nullish(),
    })
    .nullish(),
});

/** 0: passed, or gave no output; 1: an assertion failed. */
const AnsweredRow = RowBase.extend({ failureReason: z.literal([0, 1]), score: Score });
export type AnsweredRow = z.infer<typeof AnsweredRow>;

/** 2: the provider broke; promptfoo writes 0 for the score that there is not. */
const BrokenRow = RowBase.extend({ failureReason: z.literal(2) });
export type BrokenRow = z.infer<typeof BrokenRow>;

const KnownRow = z.discriminatedUnion("failureReason", [AnsweredRow, BrokenRow], {
  error: ({ code, expected }) =>
    code === "invalid_union"
      ? "expected 0 (passed), 1 (an assertion failed) or 2 (the provider broke)"
      : `expected ${String(expected)}`,
});
export type Row = z.infer<typeof KnownRow>;

/** One answer, as `results.results` and each line of JSONL hold it. */
export const Row = z.preprocess(withFailureReason, KnownRow);

/** Older rows do not say why they failed: one that nobody graded, with an error, broke, unless it just had no output. */
function withFailureReason(row: unknown): unknown {
  if (!isRecord(row) || "failureReason" in row) return row;
  if (typeof row.success !== "boolean") return row;
  if (row.success) return { ...row, failureReason: 0 };
  const broke = row.error && row.error !== "No output" && !row.gradingResult;
  return { ...row, failureReason: broke ? 2 : 1 };
}
