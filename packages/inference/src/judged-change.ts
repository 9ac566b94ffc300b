import type { ChangeRemark, JudgedChange } from "@evalboard/contract";
import { PLANNED_CHANGE, VISIBLE_CHANGE } from "@evalboard/contract/words";
import { type Change, changeFigures, changeOf, type PairedCluster, type PairedStratum } from "./change.ts";
import { planFor } from "./plan.ts";
import { settled, settledInterval, settledLook, settledProbability } from "./settled.ts";
import { holm, judge, mcNemarMidP } from "./tests.ts";

/** The two sides of a change in sums: the newer one is the candidate. Items are each of their dataset. */
export interface PairedSides {
  /** Those that share an item. */
  readonly strata: readonly PairedStratum[];
  readonly clusters: readonly PairedCluster[];
  /** Items scored in these strata on either side, on both or not. */
  readonly newerItems: number;
  readonly olderItems: number;
  /** Items scored on one side, and shared within no stratum. */
  readonly newerOnlyItems: number;
  readonly olderOnlyItems: number;
  readonly passes: {
    readonly both: number;
    readonly neither: number;
    readonly gained: number;
    readonly lost: number;
  };
  /** Whether there is a day on which both sides of one of these strata were run. */
  readonly onOneDay: boolean;
}

/** A change before it is known what it is judged together with; the means of its sides are null where no item is shared. */
export interface MeasuredChange {
  readonly measured: Omit<JudgedChange, "adjustedPValue" | "verdict">;
  readonly newerMean: number | null;
  readonly olderMean: number | null;
}

/** The figures of a change as every page has them. */
export function measureChange(sides: PairedSides): MeasuredChange {
  const change = changeOf(sides.strata, sides.clusters);
  return {
    measured: { ...figuresOf(change), ...countsOf(sides, change), plan: planOf(sides, change) },
    newerMean: settled(change?.newerMean ?? null),
    olderMean: settled(change?.olderMean ?? null),
  };
}

function figuresOf(change: Change | null) {
  if (!change) {
    return { difference: null, interval: null, pValue: null, oneLook: null, detectableChange: null };
  }
  const { difference, interval, pValue, oneLook, detectable } = changeFigures(change);
  return {
    difference: settled(difference),
    interval: settledInterval(interval),
    pValue: settledProbability(pValue),
    oneLook: oneLook && settledLook(oneLook.interval, oneLook.pValue),
    detectableChange: settled(detectable),
  };
}

function countsOf(sides: PairedSides, change: Change | null) {
  const { strata, passes, newerOnlyItems, olderOnlyItems } = sides;
  return {
    strata: strata.length,
    sharedItems: change?.sharedItems ?? 0,
    baselineOnlyItems: olderOnlyItems,
    candidateOnlyItems: newerOnlyItems,
    passes: change && { ...passes, pValue: settledProbability(mcNemarMidP(passes.gained, passes.lost)) },
    remarks: change ? remarksOn(sides, change) : [],
  };
}

function remarksOn({ newerItems, olderItems, onOneDay }: PairedSides, change: Change): ChangeRemark[] {
  const isFew = 2 * change.sharedItems < Math.max(newerItems, olderItems);
  return [
    ...(change.singleRuns ? (["single runs"] as const) : []),
    ...(onOneDay ? [] : (["never on the same day"] as const)),
    ...(isFew ? (["few shared items"] as const) : []),
  ];
}

function planOf({ strata }: PairedSides, change: Change | null): JudgedChange["plan"] {
  const plan = change && planFor(change, strata, PLANNED_CHANGE);
  return plan && { change: PLANNED_CHANGE, ...plan };
}

type Judgement = Pick<JudgedChange, "adjustedPValue" | "verdict">;

/** What a verdict goes by. */
type JudgedFigures = Pick<JudgedChange, "difference" | "pValue" | "detectableChange" | "sharedItems">;

/** Changes that are looked at together, each with its verdict, in their order. */
export function judgeTogether<Given extends JudgedFigures>(changes: readonly Given[]): (Given & Judgement)[] {
  const adjusted = holm(changes.map(({ pValue }) => pValue));
  return changes.map((change, index) => judged(change, settledProbability(adjusted[index] ?? null)));
}

/** A change that is looked at by itself. */
export function judgeAlone<Given extends JudgedFigures>(change: Given): Given & Judgement {
  return judged(change, change.pValue);
}

/** Without a shared item there is no verdict. */
function judged<Given extends JudgedFigures>(
  change: Given,
  adjustedPValue: number | null,
): Given & Judgement {
  const { difference, detectableChange: detectable, sharedItems } = change;
  const verdict =
    sharedItems === 0 ? null : judge({ difference, pValue: adjustedPValue, detectable }, VISIBLE_CHANGE);
  return { ...change, adjustedPValue, verdict };
}
