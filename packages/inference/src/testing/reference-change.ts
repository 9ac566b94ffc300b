import type { JudgedChange } from "@evalboard/contract";
import { changeFigures, changeOf } from "../change.ts";
import type { PairedSides } from "../judged-change.ts";
import { planFor } from "../plan.ts";
import { judge, mcNemarMidP } from "../tests.ts";

/** What should be said of a change by the contract's words; the statistics are those of `changeOf`, which has tests of its own. */
export function referenceChange(sides: PairedSides): Omit<JudgedChange, "adjustedPValue" | "verdict"> {
  const { strata, clusters, passes } = sides;
  const change = changeOf(strata, clusters);
  const counts = {
    strata: strata.length,
    sharedItems: clusters.reduce((items, cluster) => items + cluster.items, 0),
    baselineOnlyItems: sides.olderOnlyItems,
    candidateOnlyItems: sides.newerOnlyItems,
  };
  if (change === null) {
    const none = { difference: null, interval: null, pValue: null, oneLook: null, detectableChange: null };
    return { ...none, ...counts, passes: null, remarks: [], plan: null };
  }
  const { detectable, ...figures } = changeFigures(change);
  const remarks: JudgedChange["remarks"] = [];
  if (strata.every(({ history }) => history.runFreedom === 0)) remarks.push("single runs");
  if (!sides.onOneDay) remarks.push("never on the same day");
  if ([sides.newerItems, sides.olderItems].some((items) => counts.sharedItems < items / 2)) {
    remarks.push("few shared items");
  }
  const plan = planFor(change, strata, 0.05);
  return {
    ...figures,
    detectableChange: detectable,
    ...counts,
    passes: { ...passes, pValue: mcNemarMidP(passes.gained, passes.lost) },
    remarks,
    plan: plan && { change: 0.05, ...plan },
  };
}

/** The verdict, by a p-value that is corrected for what else is looked at. */
export function referenceVerdict(
  {
    difference,
    detectableChange,
    sharedItems,
  }: Pick<JudgedChange, "difference" | "detectableChange" | "sharedItems">,
  pValue: number | null,
): JudgedChange["verdict"] {
  return sharedItems === 0 ? null : judge({ difference, pValue, detectable: detectableChange }, 0.1);
}
