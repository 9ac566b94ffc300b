import type { LatencyChange, LatencyVerdict, ScoreChange, SummaryFigures } from "@evalboard/contract";
import {
  judge,
  type LatencyStratum,
  stratifiedDifference,
  stratifiedRatio,
  type Stratum,
  settled,
  settledInterval,
  settledProbability,
} from "@evalboard/inference";
import { sampleOf } from "./figures.ts";
import { type Grounds, keyOf, type Pair } from "./grounds.ts";
import { modelCalled } from "./ranking.ts";

/** What the mean score did against the window before; both averages are of all runs of a window. */
export function scoreChange(
  grounds: Grounds,
  current: SummaryFigures,
  previous: SummaryFigures,
): ScoreChange {
  const strata = sharedPairs(grounds).flatMap(({ newer, older }): Stratum[] => {
    const [ofNewer, ofOlder] = [sampleOf(newer), sampleOf(older)];
    return ofNewer && ofOlder ? [{ newer: ofNewer, older: ofOlder }] : [];
  });
  const { difference, interval, pValue } = stratifiedDifference(strata);
  const [average, before] = [current.averageScore, previous.averageScore];
  const hasBoth = difference !== null && average !== null && before !== null;
  return {
    pairs: strata.length,
    within: settled(difference),
    interval: settledInterval(interval),
    pValue: settledProbability(pValue),
    mix: hasBoth ? settled(average - before - difference) : null,
  };
}

/** A ratio of latencies as large as this should be seen, four times in five, before it is said that there is none. */
const VISIBLE_RATIO = 1.1;

/** What latency did against the window before. */
export function latencyChange(grounds: Grounds): LatencyChange {
  const strata = sharedPairs(grounds).flatMap(({ newer, older }): LatencyStratum[] => {
    const [ofNewer, ofOlder] = [latencyOf(newer), latencyOf(older)];
    return ofNewer && ofOlder ? [{ model: newer.modelId, newer: ofNewer, older: ofOlder }] : [];
  });
  const found = stratifiedRatio(strata);
  const { ratio = null, interval = null, pValue = null, detectable = null } = found ?? {};
  const most = found && modelCalled(grounds.current.pairs, found.mostMoved.model);
  return {
    pairs: strata.length,
    runs: strata.reduce((runs, { newer }) => runs + newer.n, 0),
    previousRuns: strata.reduce((runs, { older }) => runs + older.n, 0),
    ratio: settledProbability(ratio),
    interval: interval && { low: settledProbability(interval.low), high: settledProbability(interval.high) },
    pValue: settledProbability(pValue),
    verdict: verdictOf(ratio, pValue, detectable),
    mostMoved: most && { ...most, ratio: settledProbability(found.mostMoved.ratio) },
  };
}

function verdictOf(ratio: number | null, pValue: number | null, detectable: number | null): LatencyVerdict {
  const slowdown = {
    difference: ratio && Math.log(ratio),
    pValue,
    detectable: detectable && Math.log(detectable),
  };
  const verdict = judge(slowdown, Math.log(VISIBLE_RATIO)) ?? "too little to say";
  if (verdict === "improved") return "slower";
  return verdict === "worse" ? "faster" : verdict;
}

/** A pair of model and dataset that was run in both windows. */
function sharedPairs({ current, previous }: Grounds): { newer: Pair; older: Pair }[] {
  const before = new Map(previous.pairs.map((pair) => [keyOf(pair), pair]));
  return current.pairs.flatMap((newer) => {
    const older = before.get(keyOf(newer));
    return older ? [{ newer, older }] : [];
  });
}

function latencyOf({
  measuredRuns,
  latencyLogMean,
  latencyLogVariance,
}: Pair): LatencyStratum["newer"] | null {
  if (latencyLogMean === null) return null;
  return {
    n: measuredRuns,
    mean: settled(latencyLogMean),
    variance: latencyLogVariance === null ? null : Number(latencyLogVariance.toFixed(15)),
  };
}
