import { z } from "zod";
import { Count, Difference, DifferenceInterval, Fraction, Total } from "./values.ts";
import { changeRemarks, MAX_JUDGED, planNeeds, verdicts } from "./words.ts";

/**
 * What a change did to the score, by the p-value that may be looked at every day, at 5 %. `too little to say` means that a change
 * of `VISIBLE_CHANGE` could have been missed more often than one time in five.
 */
export const Verdict = z.enum(verdicts);
export type Verdict = z.infer<typeof Verdict>;

/**
 * - `single runs`: no version was run twice with the same model and dataset, so a bad day cannot be told from a change.
 * - `never on the same day`: no day on which both sides ran one model on one dataset, so a drift of it cannot be told from a change.
 * - `few shared items`: of the items that the side with more of them has in the models and datasets that share some, less than half are shared.
 */
export const ChangeRemark = z.enum(changeRemarks);
export type ChangeRemark = z.infer<typeof ChangeRemark>;

/** How much more would settle a change of `change`, four times in five; null where that alone never would. */
const Plan = z.object({
  change: Total,
  /** Runs to add on either side, with every model and dataset that is compared. */
  moreRuns: Count.nullable(),
  /** Items to add to what is compared, of the same kind. */
  moreItems: Count.nullable(),
  /** What would do where the other alone would not; where either would, what most of the uncertainty comes from. */
  needs: z.enum(planNeeds),
});

/**
 * The candidate (the newer version) against the baseline (the older one): paired item differences within the same model and dataset, each of
 * these weighing by its runs, items clustered over models, with what whole runs vary beyond their items. The same function on every page.
 * Figures are null where the runs allow none; without a shared item there is no verdict.
 */
export const JudgedChange = z.object({
  verdict: Verdict.nullable(),
  /** Mean score of the candidate less that of the baseline, over the shared items. */
  difference: Difference.nullable(),
  /** Covers the true difference 95 times in 100 however often one looks. */
  interval: DifferenceInterval.nullable(),
  /** Two-sided, valid however often one looks. */
  pValue: Fraction.nullable(),
  /** Corrected by Holm for what is judged together, such as all prompts of the board; the verdict goes by it. */
  adjustedPValue: Fraction.nullable(),
  /** Student's t for who looks once: at runs that were planned beforehand. */
  oneLook: z.object({ interval: DifferenceInterval, pValue: Fraction }).nullable(),
  /** The smallest true change that would have been called one, four times in five. */
  detectableChange: Total.nullable(),
  /** Pairs of model and dataset that share an item. */
  strata: Count,
  /** Items, each of its dataset, scored on both sides within a stratum; those scored on one side alone. */
  sharedItems: Count,
  baselineOnlyItems: Count,
  candidateOnlyItems: Count,
  /** Shared items by whether they pass, on either side: at least half of the scored results; null where none is shared. */
  passes: z
    .object({
      both: Count,
      neither: Count,
      /** Failed in the baseline, pass in the candidate. */
      gained: Count,
      /** Passed in the baseline, fail in the candidate. */
      lost: Count,
      /** McNemar's mid-p, two-sided, a remark: the verdict does not go by it. */
      pValue: Fraction,
    })
    .nullable(),
  remarks: z.array(ChangeRemark),
  /** Null where `PLANNED_CHANGE` would be seen already, or nothing is known. */
  plan: Plan.nullable(),
});
export type JudgedChange = z.infer<typeof JudgedChange>;

/** One version's side of a change. */
const VersionSide = z.object({
  promptVersionId: z.uuid(),
  number: z.int().positive(),
  /** Its scored runs, all of them. */
  runs: Count,
  /** Those of them whose model and dataset share an item with the other version. */
  comparedRuns: Count,
  /** Mean score over the shared items, weighted as in the difference; null where none is shared. */
  averageScore: Fraction.nullable(),
});

/** A prompt's newest version that was run in the window against the one before it, over all runs of both. */
export const PromptChange = z.object({
  promptId: z.uuid(),
  name: z.string(),
  newer: VersionSide,
  older: VersionSide,
  ...JudgedChange.shape,
});
export type PromptChange = z.infer<typeof PromptChange>;

const JudgedFigures = JudgedChange.pick({
  difference: true,
  pValue: true,
  detectableChange: true,
  sharedItems: true,
});

/** Changes that somebody looks at together, such as those of one gate: what `runs.compare` gave of each. */
export const JudgeTogether = z.strictObject({ changes: z.array(JudgedFigures).min(1).max(MAX_JUDGED) });
export type JudgeTogether = z.input<typeof JudgeTogether>;

/** The verdict on each, in the order given, by p-values that are corrected for how many there are. */
export const JudgedTogether = z.array(JudgedChange.pick({ adjustedPValue: true, verdict: true }));
export type JudgedTogether = z.infer<typeof JudgedTogether>;
