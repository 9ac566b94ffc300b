import { z } from "zod";
import { Amount, Count, Fraction } from "./shared.ts";

/**
 * What a prompt change did. `improved` and `worse` are tested at 5 %, corrected for the number of prompts;
 * `too few runs` says that a change of `VISIBLE_CHANGE` could have been missed more often than one time in five.
 */
export const Verdict = z.enum(["improved", "worse", "no clear change", "too few runs"]);
export type Verdict = z.infer<typeof Verdict>;

/** A verdict of `no clear change` needs runs enough to see a change of the mean score as small as this. */
export const VISIBLE_CHANGE = 0.1;

const Difference = z.number().min(-1).max(1);

/** One version's side of a change. */
const VersionSide = z.object({
  promptVersionId: z.uuid(),
  number: z.int().positive(),
  /** Its scored runs in the window. */
  runs: Count,
  /** Those of them whose model and dataset the other version was run with too: what the difference rests on. */
  comparedRuns: Count,
  /** Mean score of the compared runs, its strata weighted as in the difference; null where none compares. */
  averageScore: Fraction.nullable(),
});

/**
 * A prompt's newest version in the window against the one before it there, compared within the same model
 * and dataset (a stratum) and combined over strata. Nulls where the runs allow no such figure.
 */
export const PromptChange = z.object({
  promptId: z.uuid(),
  name: z.string(),
  newer: VersionSide,
  older: VersionSide,
  /** Pairs of model and dataset that both versions were run with. */
  strata: Count,
  /** Mean score of the newer version less that of the older. */
  difference: Difference.nullable(),
  /** 95 % confidence interval of the difference, not corrected for other prompts. */
  differenceInterval: z.object({ low: Difference, high: Difference }).nullable(),
  /** Two-sided, by itself. */
  pValue: Fraction.nullable(),
  /** Corrected by Holm for all prompts tested in the window; the verdict goes by it. */
  adjustedPValue: Fraction.nullable(),
  /** The smallest true change that these runs would have shown, four times in five, at 5 %. */
  detectableChange: Amount.nullable(),
  verdict: Verdict,
});
export type PromptChange = z.infer<typeof PromptChange>;
