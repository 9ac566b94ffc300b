import type {
  CompareGroups,
  ComparedGroup,
  GroupsComparison,
  NamedDataset,
  TellingItem,
} from "@evalboard/contract";
import { type Dimension, dimensions } from "@evalboard/contract/words";
import { Dataset, type Em, Run } from "@evalboard/db";
import { judgeTogether, levelsOf, measureChange, settled } from "@evalboard/inference";
import type { z } from "zod";
import { InvalidRun } from "../errors.ts";
import { groupFigures } from "./compare-runs.ts";
import {
  readScoredRuns,
  readSideItems,
  readSideLatencies,
  readSpreads,
  readTellingItems,
  type RunsRow,
  type SeveralGroups,
  type TellingRow,
} from "./group-items.ts";
import { frontierOf, levelIntervals, placeOf } from "./group-places.ts";
import { type Group, type Groups, matchedDimensions, MAX_GROUP_RESULTS, readGroup } from "./groups.ts";
import { giveRoom } from "./room.ts";
import { readSides } from "./sides.ts";

/**
 * Each group against each other, every pair as `compareRuns` has it; `timeZone` is the reporting zone. Throws what `readGroup`
 * throws, and `InvalidRun` where two groups share a run or all have too many results.
 */
export async function compareGroups(
  em: Em,
  asked: z.output<typeof CompareGroups>,
  timeZone: string,
): Promise<GroupsComparison> {
  const groups = await readSeveral(em, asked.groups);
  const pairs = await comparePairs(em, groups, timeZone);
  const several = { groups, matchedBy: matchedOf(pairs) };
  const levels = levelsOf(
    groups.length,
    pairs.flatMap(({ baseline, candidate, score, change }) =>
      score.baseline === null || score.candidate === null
        ? []
        : [
            {
              one: baseline,
              other: candidate,
              oneMean: score.baseline,
              otherMean: score.candidate,
              weight: change.sharedItems,
            },
          ],
    ),
  );
  const telling = await readTellingItems(em, several);
  const [first] = telling;
  return {
    groups: await describeGroups(em, several, pairs, levels),
    pairs,
    itemsOfAll: first?.itemsOfAll ?? 0,
    itemsOfSome: first?.itemsOfSome ?? 0,
    tellingItems: await tellingItems(em, telling, groups.length),
  };
}

type Pair = GroupsComparison["pairs"][number];

/** The groups, each with its place in the words that refuse it. */
async function readSeveral(em: Em, asked: z.output<typeof CompareGroups>["groups"]): Promise<Group[]> {
  await giveRoom(em);
  const groups: Group[] = [];
  for (const [place, group] of asked.entries()) groups.push(await readGroup(em, `groups[${place}]`, group));
  for (const [place, group] of groups.entries()) {
    for (const [before, other] of groups.slice(0, place).entries()) {
      const shared = await em.count(Run, { $and: [group.runs, other.runs] });
      if (shared === 0) continue;
      throw new InvalidRun(
        `groups[${place}]: ${shared} of its ${group.row.runs} runs are in groups[${before}] too; the groups must share no run`,
      );
    }
  }
  const results = groups.reduce((sum, { row }) => sum + row.results, 0);
  // Each result is read once for every other group.
  const most = Math.floor(MAX_GROUP_RESULTS / (groups.length - 1));
  if (results > most) {
    throw new InvalidRun(
      `groups: their runs have ${results} results, and at most ${most} of ${groups.length} groups can be compared at once; ` +
        "give completedFrom, more in common, or fewer groups",
    );
  }
  return groups;
}

async function comparePairs(em: Em, groups: readonly Group[], timeZone: string): Promise<Pair[]> {
  const asked: (Groups & { readonly places: Pick<Pair, "baseline" | "candidate"> })[] = [];
  for (const [place, baseline] of groups.entries()) {
    for (const [after, candidate] of groups.slice(place + 1).entries()) {
      const matchedBy = await matchedDimensions(em, { baseline, candidate });
      const places = { baseline: place, candidate: place + 1 + after };
      asked.push({ baseline, candidate, matchedBy, places });
    }
  }
  const measures = (await readSides(em, asked, timeZone)).map(measureChange);
  const judged = judgeTogether(measures.map(({ measured }) => measured));
  return asked.flatMap(({ places, matchedBy }, index) => {
    const [measure, change] = [measures[index], judged[index]];
    if (!measure || !change) return [];
    const score = { baseline: measure.olderMean, candidate: measure.newerMean };
    return [{ ...places, matchedBy: [...matchedBy], score, change }];
  });
}

/** What is matched in any pair: an item is told apart by all of it. */
function matchedOf(pairs: readonly Pair[]): Dimension[] {
  return dimensions.filter((dimension) => pairs.some(({ matchedBy }) => matchedBy.includes(dimension)));
}

async function describeGroups(
  em: Em,
  several: SeveralGroups,
  pairs: readonly Pair[],
  levels: readonly (number | null)[],
): Promise<ComparedGroup[]> {
  const { groups } = several;
  const latencies = await readSideLatencies(em, several);
  const items = await readSideItems(em, several);
  const spreads = await readSpreads(em, several);
  const runs = await readScoredRuns(em, several);
  const intervals = levelIntervals(levels, spreads, runs);
  const found: Omit<ComparedGroup, "frontier">[] = [];
  for (const [place, group] of groups.entries()) {
    const ofItems = items.find(({ side }) => side === place);
    const ofLatencies = latencies.find(({ side }) => side === place);
    if (!ofItems || !ofLatencies) throw new RangeError("A completed run without a result.");
    const { side: _items, ...itemFigures } = ofItems;
    const { medianLatencyMs, p95LatencyMs } = ofLatencies;
    const level = levels[place] ?? null;
    found.push({
      figures: await groupFigures(em, group, itemFigures),
      adjustedScore: level === null ? null : settled(Math.max(0, Math.min(1, level))),
      adjustedInterval: intervals[place] ?? null,
      sharedItems: spreads.reduce((sum, row) => (row.side === place ? sum + row.items : sum), 0),
      ...placeOf(place, pairs, levels),
      apart:
        level === null ? { reason: "shares no item", join: await joinOf(em, place, runs, levels) } : null,
      medianLatencyMs,
      p95LatencyMs,
    });
  }
  return found.map((group) => Object.assign({ frontier: frontierOf(group, found) }, group));
}

/** The dataset that most runs of the compared groups are on, or of the others where none are, and none of this group. */
async function joinOf(
  em: Em,
  place: number,
  runs: readonly RunsRow[],
  levels: readonly (number | null)[],
): Promise<NamedDataset | null> {
  const own = new Set(runs.filter(({ side }) => side === place).map((row) => row.datasetId));
  const offered = runs.filter(({ side, datasetId }) => side !== place && !own.has(datasetId));
  const compared = offered.filter(({ side }) => (levels[side] ?? null) !== null);
  const byDataset = [...Map.groupBy(compared.length > 0 ? compared : offered, (row) => row.datasetId)];
  const [most] = byDataset
    .map(([datasetId, rows]) => ({ datasetId, runs: rows.reduce((sum, row) => sum + row.runs, 0) }))
    .toSorted((a, b) => b.runs - a.runs || (a.datasetId < b.datasetId ? -1 : 1));
  if (!most) return null;
  const { id, name } = await em.findOneOrFail(Dataset, most.datasetId);
  return { datasetId: id, name };
}

async function tellingItems(em: Em, rows: readonly TellingRow[], groups: number): Promise<TellingItem[]> {
  const datasets = await em.find(Dataset, { id: { $in: rows.map((row) => row.datasetId) } });
  const names = new Map(datasets.map(({ id, name }) => [id, name]));
  return rows.map(({ datasetId, itemKey, itemName, scores, spread }) => ({
    dataset: { id: datasetId, name: names.get(datasetId) ?? "" },
    itemKey,
    itemName,
    scores: Array.from({ length: groups }, (_, place) => scores[place] ?? null),
    spread: settled(spread),
  }));
}
