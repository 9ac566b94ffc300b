import { z } from "zod";
import { Amount, Count, scoreOr } from "../check.ts";
import { isRecord } from "../json.ts";

const Score = scoreOr("let the assertion return a share, such as score / 10");

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

/** Names with values of any kind. */
const Pairs = z.record(z.string(), z.unknown());

/** What one assertion gave. */
const Component = z.object({
  score: z.number().nullish().catch(null),
  assertion: z
    .object({ metric: z.string().nullish().catch(null), weight: z.number().nullish().catch(null) })
    .nullish()
    .catch(null),
});

const RowBase = z.object({
  id: z.string().nullish(),
  success: z.boolean().nullish(),
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
      metadata: Pairs.nullish().catch(null),
    })
    .nullish(),
  error: z.string().nullish(),
  latencyMs: Amount.nullish(),
  /** 0 where nobody knows it. */
  cost: Amount.nullish().catch(null),
  /** By metric. Older promptfoos give the sum of a metric's assertions, newer ones their mean. */
  namedScores: Pairs.nullish().catch(null),
  gradingResult: z
    .object({
      pass: z.boolean().nullish().catch(null),
      score: z.number().nullish().catch(null),
      reason: z.string().nullish(),
      componentResults: z.array(Component).nullish().catch(null),
    })
    .nullish(),
  response: z
    .object({
      output: z.unknown().optional(),
      error: z.unknown().optional(),
      cached: z.boolean().nullish(),
      cost: Amount.nullish(),
      /** Of a cached answer the time that it once took; the row's own is the cache's. */
      latencyMs: Amount.nullish().catch(null),
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

const Instant = z.iso.datetime({ offset: true });

const Prompt = z.object({
  raw: z.string(),
  label: z.string().nullish(),
  /** What `label` was called before. */
  display: z.string().nullish(),
  provider: z.string().nullish(),
});
export type Prompt = z.infer<typeof Prompt>;

const FIRST_WITH_PROMPTS = 3;

/**
 * What `promptfoo eval -o results.json` writes beside its rows, as far as it is used here: version 3 as promptfoo
 * 0.123.1 writes it, versions 1 and 2 as its source has them, whose prompts stand in a table.
 */
export const ResultsFile = z.object({
  evalId: z.string().nullish(),
  metadata: z
    .object({
      promptfooVersion: z.string().nullish(),
      exportedAt: Instant.nullish(),
      evaluationCreatedAt: Instant.nullish(),
    })
    .nullish(),
  config: z
    .object({
      description: z.string().nullish(),
      tags: Pairs.nullish().catch(null),
      metadata: Pairs.nullish().catch(null),
      providers: z.unknown().optional(),
    })
    .nullish(),
  results: z
    .object({
      version: z.int().min(1).max(FIRST_WITH_PROMPTS, "expected 3: a newer promptfoo wrote this file"),
      timestamp: Instant,
      /** `promptIdx` counts these: prompt × provider, so one prompt stands here several times. */
      prompts: z.array(Prompt).optional(),
      table: z.object({ head: z.object({ prompts: z.array(Prompt) }) }).optional(),
      stats: z.object({ durationMs: Amount.nullish() }).nullish(),
    })
    .transform(({ version, prompts, table, ...others }, context) => {
      const known = version < FIRST_WITH_PROMPTS ? table?.head.prompts : prompts;
      if (known) return { ...others, prompts: known };
      const path = version < FIRST_WITH_PROMPTS ? ["table", "head", "prompts"] : ["prompts"];
      context.addIssue({ code: "custom", path, message: "expected array, is missing" });
      return z.NEVER;
    }),
});
export type ResultsFile = z.infer<typeof ResultsFile>;
