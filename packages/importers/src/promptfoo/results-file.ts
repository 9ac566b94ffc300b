import { z } from "zod";
import { Amount } from "./row.ts";

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
  config: z.object({ description: z.string().nullish() }).nullish(),
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
