import { z } from "zod";
import { DifferingTags, RunFilter } from "./runs.ts";
import { JudgedChange } from "./changes.ts";
import { Count, Difference, Fraction, Outcome } from "./values.ts";
import { dimensions, itemChanges, MAX_PAGE } from "./words.ts";

/** Completed runs that have all of what is given in common; one run, or what one asked it with. */
export const RunGroup = z
  .strictObject({
    runId: z.uuid().optional(),
    ...RunFilter.pick({
      modelId: true,
      datasetId: true,
      promptId: true,
      promptVersionId: true,
      label: true,
      tags: true,
      completedFrom: true,
      completedTo: true,
    }).shape,
  })
  .refine(
    ({ completedFrom: _from, completedTo: _to, ...common }) =>
      Object.values(common).some((value) => value !== undefined),
    "must say a runId, modelId, datasetId, promptId, promptVersionId, label or tags",
  );
export type RunGroup = z.input<typeof RunGroup>;

/**
 * What to compare: the candidate against the baseline. Where one group lies within the other, the other is the rest of
 * it: a run with a label is compared with the label's other runs. Groups that overlap in part are refused.
 */
export const CompareRuns = z.strictObject({ baseline: RunGroup, candidate: RunGroup });
export type CompareRuns = z.input<typeof CompareRuns>;

/** What all runs of a group have in common; null where they differ. */
const Common = z.object({
  run: z.object({ id: z.uuid(), externalId: z.string() }).nullable(),
  model: z.object({ id: z.uuid(), provider: z.string(), name: z.string() }).nullable(),
  dataset: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  prompt: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  promptVersion: z.object({ id: z.uuid(), number: z.int() }).nullable(),
  label: z.string().nullable(),
  /** The same items, by `itemsHash`. */
  itemsHash: z.string().nullable(),
});

/**
 * One group's own figures. An item is a row of a dataset; repeats and runs of it are averaged first.
 * Latency is the mean over the measured results, ms; cost the mean over the priced results, US dollars.
 */
export const GroupFigures = z.object({
  common: Common,
  /** Tags in which runs of the group differ that are alike in all else, and so are averaged here. */
  differingTags: DifferingTags,
  runs: Count,
  /**
   * Runs with this in common that asked fewer items than their dataset has. They are left out, as on the board, unless the group is one
   * run or has no other: then they are `runs`.
   */
  limitedRuns: Count,
  /** Those of `runs` of whose results only the figures are kept: nobody can tell whether their items were asked otherwise. */
  runsWithoutTexts: Count,
  firstCompletedAt: z.iso.datetime().nullable(),
  lastCompletedAt: z.iso.datetime().nullable(),
  items: Count,
  /** Items with at least one score: n of the means below. */
  scoredItems: Count,
  averageScore: Fraction.nullable(),
  /** Of the scored items, those of which at least half of the scored results passed. */
  passedItems: Count,
  results: Count,
  erroredResults: Count,
  unscoredResults: Count,
  meanLatencyMs: z.number().nonnegative().nullable(),
  measuredResults: Count,
  meanCostUsd: z.number().nonnegative().nullable(),
  pricedResults: Count,
});
export type GroupFigures = z.infer<typeof GroupFigures>;

/** One metric over the shared items that have it in both groups, as the score is compared; no verdict. */
export const ComparedMetric = z.object({
  name: z.string(),
  higherIsBetter: z.boolean().nullable(),
  items: Count,
  baseline: z.number(),
  candidate: z.number(),
  difference: z.number(),
  /** 95 % confidence interval of the difference, paired; null below two items. */
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  pValue: Fraction.nullable(),
});
export type ComparedMetric = z.infer<typeof ComparedMetric>;

/**
 * Two groups, compared. Paired where they share items: like is set against like, so where the groups have some models
 * (or prompt versions) in common and others not, an item is paired within each in common (`matchedBy`). Where they have none in
 * common, that is the question itself. Unpaired where they share no item: then each group's items stand for themselves, a
 * difference may come from the items, and there is no verdict.
 */
export const Comparison = z.object({
  baseline: GroupFigures,
  candidate: GroupFigures,
  pairing: z.enum(["paired", "unpaired"]),
  /** Beside dataset and item. */
  matchedBy: z.array(z.enum(dimensions)),
  /** Means over the shared items, weighted as in the difference, or over each group's own items where unpaired. */
  score: z.object({ baseline: Fraction.nullable(), candidate: Fraction.nullable() }),
  /** What the board would say of the same runs. Unpaired, the difference and its one look are Welch's t of the items. */
  change: JudgedChange,
  /** Shared items whose input or expected answer is not the same in both groups: the question itself has changed. */
  changedItems: Count,
  /** Shared items whose score in the candidate is higher, and lower, flipped or not; that of the others is the same. */
  movedItems: z.object({ rose: Count, fell: Count }),
  /** A row for each metric that items of both groups have, most items first, at most `MAX_METRICS`. */
  metrics: z.array(ComparedMetric),
});
export type Comparison = z.infer<typeof Comparison>;

export const ItemChange = z.enum(itemChanges);
export type ItemChange = z.infer<typeof ItemChange>;

/** One page of the shared items, the largest change first. `cursor` is the `nextCursor` of a page of the same question. */
export const ListComparedItems = CompareRuns.extend({
  change: ItemChange.default("flipped"),
  limit: z.int().min(1).max(MAX_PAGE).default(50),
  cursor: z.string().max(400).nullish(),
});
export type ListComparedItems = z.input<typeof ListComparedItems>;

/** One side of an item: its mean score and the latest of its answers that was scored, texts cut to `PREVIEW_LENGTH`. */
const ItemSide = z.object({
  score: Fraction,
  /** Scored results that the mean is over. */
  results: Count,
  /** As `passedItems` has it. */
  passed: z.boolean(),
  runId: z.uuid(),
  position: z.int(),
  outcome: Outcome,
  output: z.string().nullable(),
  reason: z.string().nullable(),
});

export const ComparedItem = z.object({
  dataset: z.object({ id: z.uuid(), name: z.string() }),
  itemKey: z.string(),
  itemName: z.string().nullable(),
  input: z.string().nullable(),
  expected: z.string().nullable(),
  baseline: ItemSide,
  candidate: ItemSide,
  difference: Difference,
});
export type ComparedItem = z.infer<typeof ComparedItem>;

export const ComparedItemPage = z.object({
  items: z.array(ComparedItem),
  nextCursor: z.string().nullable(),
});
export type ComparedItemPage = z.infer<typeof ComparedItemPage>;
