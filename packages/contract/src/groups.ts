import { z } from "zod";
import { JudgedChange } from "./changes.ts";
import { GroupFigures, RunGroup } from "./comparison.ts";
import { NamedDataset, ScoreInterval } from "./figures.ts";
import { Count, Fraction, Total } from "./values.ts";
import { dimensions, MAX_GROUPS, TELLING_ITEMS } from "./words.ts";

/** Groups that share no run. In the answer a group is told by its place among these, from 0 on. */
export const CompareGroups = z.strictObject({ groups: z.array(RunGroup).min(2).max(MAX_GROUPS) });
export type CompareGroups = z.input<typeof CompareGroups>;

const Place = z.int().min(0);

/**
 * One of several groups. Its score is adjusted for which items each pair of groups shares: levels that come nearest to the scores
 * of all pairs, and with two groups are those of their comparison. Null where it shares no item with the others.
 */
const ComparedGroup = z.object({
  figures: GroupFigures,
  adjustedScore: Fraction.nullable(),
  /** 95 %, for items and runs such as these. */
  adjustedInterval: ScoreInterval.nullable(),
  /** Items that another group scored too. */
  sharedItems: Count,
  /** The places that it may have, 1 the first, by the pairs that are surely apart (Holm over all pairs). */
  rankRange: z.object({ best: z.int().positive(), worst: z.int().positive() }).nullable(),
  /** The groups that it cannot be told from. */
  tiedWith: z.array(Place),
  /** Why it has no place, and the dataset of the others with the most runs that would give it one. */
  apart: z.object({ reason: z.literal("shares no item"), join: NamedDataset.nullable() }).nullable(),
  /** Of the measured results, ms: the latency at that rank. */
  medianLatencyMs: Total.nullable(),
  p95LatencyMs: Total.nullable(),
  /**
   * Whether no other group is at least as good by the adjusted score and as cheap by `meanCostUsd`, or as fast by the median, and more
   * so in one of both. False where either figure is null.
   */
  frontier: z.object({ cost: z.boolean(), latency: z.boolean() }),
});
export type ComparedGroup = z.infer<typeof ComparedGroup>;

/** Two of the groups, as `Comparison` has them; p-values are corrected for all pairs. */
const ComparedPair = z.object({
  baseline: Place,
  candidate: Place,
  /** Beside dataset and item. */
  matchedBy: z.array(z.enum(dimensions)),
  /** Means over the shared items, weighted as in the difference; null without one. */
  score: z.object({ baseline: Fraction.nullable(), candidate: Fraction.nullable() }),
  change: JudgedChange,
});

/** An item that several groups scored. */
const TellingItem = z.object({
  dataset: z.object({ id: z.uuid(), name: z.string() }),
  itemKey: z.string(),
  itemName: z.string().nullable(),
  /** Each group's mean score, in the order asked; null where it did not score the item. */
  scores: z.array(Fraction.nullable()),
  /** From the lowest to the highest. */
  spread: Fraction,
});
export type TellingItem = z.infer<typeof TellingItem>;

/** Two to six groups, each against each other. */
export const GroupsComparison = z.object({
  /** In the order asked. */
  groups: z.array(ComparedGroup).max(MAX_GROUPS),
  /** Every pair of groups, by the earlier and then by the later one. */
  pairs: z.array(ComparedPair),
  /** Items that all groups scored, and those that two at least did. */
  itemsOfAll: Count,
  itemsOfSome: Count,
  /** Those of some whose scores are furthest apart, at most 50. */
  tellingItems: z.array(TellingItem).max(TELLING_ITEMS),
});
export type GroupsComparison = z.infer<typeof GroupsComparison>;
