import { z } from "zod";
import { Amount, Count } from "../check.ts";
import { isRecord } from "../json.ts";

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

/** Files of version 1 have the id alone. */
const RowProvider = z.preprocess(
  (provider) => (typeof provider === "string" ? { id: provider } : provider),
  Provider.nullish(),
);

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
    .object({
      type: z.string().nullish().catch(null),
      value: z.unknown().optional(),
      metric: z.string().nullish().catch(null),
      weight: z.number().nullish().catch(null),
    })
    .nullish()
    .catch(null),
});

const RowBase = z.object({
  /** In the lines of `promptfoo export eval ID -o results.jsonl`. */
  evalId: z.string().nullish().catch(null),
  success: z.boolean().nullish(),
  /** Neither stands in files of versions 1 and 2. */
  promptIdx: Count.nullish(),
  testIdx: Count.nullish(),
  provider: RowProvider,
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
  /** `testCase.assert` as it is in the file, see `mended`. */
  asserted: z.unknown().optional(),
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

/** 0: passed, or gave no output; 1: an assertion failed. A script may give any number; files of version 1 have verdicts alone. */
const AnsweredRow = RowBase.extend({ failureReason: z.literal([0, 1]), score: z.number().nullish() });
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
export const Row = z.preprocess(mended, KnownRow);

/** Older rows do not say why they failed: one that nobody graded, with an error and no answer, broke, unless it just had no output. */
function mended(row: unknown): unknown {
  if (!isRecord(row)) return row;
  const { testCase, response } = row;
  const asserted = isRecord(testCase) ? testCase.assert : undefined;
  // What was exported has the variables in the test alone.
  const vars = row.vars ?? (isRecord(testCase) ? testCase.vars : undefined);
  const given = { ...row, asserted, vars };
  if ("failureReason" in row || typeof row.success !== "boolean") return given;
  if (row.success) return { ...given, failureReason: 0 };
  const answered = isRecord(response) && (response.output ?? null) !== null;
  const broke = row.error && row.error !== "No output" && !row.gradingResult && !answered;
  return { ...given, failureReason: broke ? 2 : 1 };
}

const Instant = z.iso.datetime({ offset: true });

const Prompt = z.preprocess(
  (prompt) => (typeof prompt === "string" ? { raw: prompt, isHeading: true } : prompt),
  z.object({
    raw: z.string(),
    label: z.string().nullish(),
    /** What `label` was called before. */
    display: z.string().nullish(),
    provider: z.string().nullish(),
    /** In files of version 1 `raw` is a table's heading: the template, of several providers after theirs: `[openai:gpt-4] Ask {{q}}`. */
    isHeading: z.literal(true).optional(),
  }),
);
export type Prompt = z.infer<typeof Prompt>;

const FIRST_WITH_PROMPTS = 3;

/**
 * What `promptfoo eval -o results.json` writes beside its rows, as far as it is used here: version 3 as promptfoo
 * 0.123.1 writes it, version 2 as 0.24.2 to 0.81.5 do, version 1 and what was before it as its source has them. Prompts
 * stand in a table before version 3.
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
      version: z
        .int()
        .min(1)
        .max(FIRST_WITH_PROMPTS, "expected 3: a newer promptfoo wrote this file")
        .optional(),
      /** promptfoo 0.57 and those before it write none. */
      timestamp: Instant.nullish(),
      /** `promptIdx` counts these: prompt × provider, so one prompt stands here several times. */
      prompts: z.array(Prompt).optional(),
      table: z.object({ head: z.object({ prompts: z.array(Prompt) }) }).optional(),
      stats: z.object({ durationMs: Amount.nullish() }).nullish(),
    })
    .transform(({ version, prompts, table, ...others }, context) => {
      const inTable = version === undefined ? !prompts : version < FIRST_WITH_PROMPTS;
      const known = inTable ? table?.head.prompts : prompts;
      if (known) return { ...others, prompts: known };
      const path = inTable ? ["table", "head", "prompts"] : ["prompts"];
      context.addIssue({ code: "custom", path, message: "expected array, is missing" });
      return z.NEVER;
    }),
});
export type ResultsFile = z.infer<typeof ResultsFile>;
