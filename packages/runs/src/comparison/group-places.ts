import type { ComparedGroup, GroupsComparison, ScoreInterval } from "@evalboard/contract";
import { type CellFacts, itemsInterval, runsOf, settledInterval } from "@evalboard/inference";
import type { RunsRow, SpreadRow } from "./group-items.ts";

type Levels = readonly (number | null)[];
type Pairs = readonly GroupsComparison["pairs"][number][];

/**
 * The 95 % interval of each level, for items and runs such as these: that of a mean over the group's shared items, datasets weighing
 * by its scored runs. What whole runs vary is known from the runs of all groups.
 */
export function levelIntervals(
  levels: Levels,
  spreads: readonly SpreadRow[],
  runs: readonly RunsRow[],
): (ScoreInterval | null)[] {
  const cells = spreads.flatMap((spread): CellFacts[] => {
    const own = runs.find(({ side, datasetId }) => side === spread.side && datasetId === spread.datasetId);
    if (!own || spread.items === 0) return [];
    const { runs: scoredRuns, runSquares, runFreedom } = own;
    return [
      {
        model: String(spread.side),
        dataset: spread.datasetId,
        runs: scoredRuns,
        mean: spread.sum / spread.items,
        itemsPerRun: spread.items,
        spread,
        runSquares,
        runFreedom,
      },
    ];
  });
  const ofRuns = runsOf(cells);
  return levels.map((level, side) => {
    if (level === null) return null;
    const own = cells
      .filter(({ model }) => model === String(side))
      .toSorted((a, b) => (a.dataset < b.dataset ? -1 : 1));
    const total = own.reduce((sum, cell) => sum + cell.runs, 0);
    const parts = own.map((cell) => Object.assign({}, cell, { share: cell.runs / total }));
    return settledInterval(itemsInterval(Math.max(0, Math.min(1, level)), parts, ofRuns));
  });
}

/** The places that a group may have, and the groups that it cannot be told from; all that are compared have levels. */
export function placeOf(
  place: number,
  pairs: Pairs,
  levels: Levels,
): Pick<ComparedGroup, "rankRange" | "tiedWith"> {
  if ((levels[place] ?? null) === null) return { rankRange: null, tiedWith: [] };
  const compared = levels.flatMap((level, other) => (level === null ? [] : [other]));
  const better = compared.filter((other) => isBetter(other, place, pairs));
  const worse = compared.filter((other) => isBetter(place, other, pairs));
  return {
    rankRange: { best: 1 + better.length, worst: compared.length - worse.length },
    tiedWith: compared.filter(
      (other) => other !== place && !better.includes(other) && !worse.includes(other),
    ),
  };
}

/** Whether the one is surely better than the other, by the verdict on their pair. */
function isBetter(one: number, other: number, pairs: Pairs): boolean {
  return pairs.some(
    ({ baseline, candidate, change: { verdict } }) =>
      (candidate === one && baseline === other && verdict === "improved") ||
      (baseline === one && candidate === other && verdict === "worse"),
  );
}

type Weighed = Pick<ComparedGroup, "adjustedScore" | "medianLatencyMs" | "figures">;

/** Whether nobody is as good and as cheap, or as fast, and more so in one of both. */
export function frontierOf(group: Weighed, all: readonly Weighed[]): ComparedGroup["frontier"] {
  const isOn = (priceOf: (each: Weighed) => number | null) => {
    const [score, price] = [group.adjustedScore, priceOf(group)];
    if (score === null || price === null) return false;
    return !all.some((each) => {
      const [itsScore, itsPrice] = [each.adjustedScore, priceOf(each)];
      if (itsScore === null || itsPrice === null || itsScore < score || itsPrice > price) return false;
      return itsScore > score || itsPrice < price;
    });
  };
  return {
    cost: isOn(({ figures }) => figures.meanCostUsd),
    latency: isOn(({ medianLatencyMs }) => medianLatencyMs),
  };
}
