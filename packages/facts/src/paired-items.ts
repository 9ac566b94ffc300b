import type { Em, FactGeneration } from "@evalboard/db";
import { readItems, type StratumRow } from "./paired-figures.ts";
import { type PairedRows, readDays, readRuns, type RunsRow } from "./paired-rows.ts";
import { pairHistories } from "./pair-history.ts";
import type { ChangePair, PairHistory } from "./recorded-pairs.ts";
import { noSums, type PairedStratum, type PairedSums } from "./paired-sums.ts";

/**
 * The sums of so many changes, by their numbers from 0 on. The history of a stratum is that of the models and datasets which its
 * runs are of: all versions that the facts know, and both sides' own runs. Where no generation of facts is complete
 * (`generation` is null) it is the sides' own runs alone.
 */
export async function pairedItems(
  em: Em,
  rows: PairedRows,
  count: number,
  generation: Pick<FactGeneration, "id"> | null,
): Promise<PairedSums[]> {
  const runs = strataOf(await readRuns(em, rows));
  const onBoth = runs.filter(isOnBothSides);
  const rests =
    generation && !rows.areWhole && onBoth.length > 0 ? { generation, pairs: pairsOf(onBoth) } : null;
  const items = await readItems(em, rows, count, onBoth, rests);
  const byKey = new Map(items.strata.map((stratum) => [keyOf(stratum), stratum]));
  const strata = runs.map((stratum) => Object.assign(stratum, { found: byKey.get(keyOf(stratum)) ?? null }));
  const days = new Set((await readDays(em, rows)).map(keyOf));
  const pairs = pairsOf(strata.filter(isShared));
  const beside =
    generation && pairs.length > 0 ? await pairHistories(em, generation, rows, pairs, items.rests) : [];

  const strataOfChange = Map.groupBy(strata, ({ change }) => change);
  const besideChange = Map.groupBy(beside, ({ change }) => change);
  const clusters = Map.groupBy(items.clusters, ({ change }) => change);
  const counts = new Map(items.changes.map(({ change, ...counted }) => [change, counted]));
  return Array.from({ length: count }, (_, change): PairedSums => {
    const all = strataOfChange.get(change) ?? [];
    const shared = all.filter(isShared);
    const historyOf = historiesOf(all, besideChange.get(change) ?? []);
    return {
      ...(counts.get(change) ?? noSums),
      strata: shared.map((stratum) => pairedStratum(stratum, historyOf(stratum))),
      clusters: (clusters.get(change) ?? []).map(({ change: _number, ...cluster }) => cluster),
      onOneDay: shared.some((stratum) => days.has(keyOf(stratum))),
      newerRuns: sumOf(all, ({ newer }) => newer.n),
      olderRuns: sumOf(all, ({ older }) => older.n),
    };
  });
}

type Pair = Pick<ChangePair, "modelId" | "datasetId">;

/** What runs of a change are alike in, on both sides, and their samples. */
interface Stratum extends Pick<RunsRow, "change" | "stratum" | "datasetId"> {
  readonly newer: Sample;
  readonly older: Sample;
  /** The models, each with the dataset, that its runs are of. */
  readonly pairs: readonly Pair[];
  /** The same, once for each version that they are of. */
  readonly versions: readonly Omit<ChangePair, "change">[];
}

/** `squares` are deviations from the mean. */
type Sample = Pick<RunsRow, "n" | "mean" | "squares">;

interface FoundStratum extends Stratum {
  readonly found: StratumRow | null;
}
interface SharedStratum extends Stratum {
  readonly found: StratumRow & { readonly newerMean: number; readonly olderMean: number };
}

const keyOf = ({ change, stratum, datasetId }: Pick<RunsRow, "change" | "stratum" | "datasetId">) =>
  `${change} ${datasetId} ${stratum}`;

/** In one order, whatever the database's was: sums of floats go by it. */
function strataOf(rows: readonly RunsRow[]): Stratum[] {
  const byKey = [...Map.groupBy(rows, keyOf)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return byKey.flatMap(([, ofStratum]) => {
    const [first] = ofStratum;
    if (!first) return [];
    const { change, stratum, datasetId } = first;
    const sideOf = (isNewer: boolean) => together(ofStratum.filter((row) => row.isNewer === isNewer));
    const models = [...new Set(ofStratum.map(({ modelId }) => modelId))];
    const pairs = models.map((modelId) => ({ modelId, datasetId }));
    const versions = ofStratum.map(({ modelId, versionId }) => ({ modelId, datasetId, versionId }));
    return [{ change, stratum, datasetId, newer: sideOf(true), older: sideOf(false), pairs, versions }];
  });
}

/** Several samples as one, whose means lie apart. */
function together(samples: readonly Sample[]): Sample {
  const n = sumOf(samples, (sample) => sample.n);
  const mean = n === 0 ? 0 : sumOf(samples, (sample) => (sample.n / n) * sample.mean);
  const squares = sumOf(samples, (sample) => sample.squares + sample.n * (sample.mean - mean) ** 2);
  return { n, mean, squares };
}

function pairsOf(strata: readonly Stratum[]): ChangePair[] {
  return strata.flatMap(({ change, versions }) => versions.map((version) => ({ change, ...version })));
}

function isOnBothSides({ newer, older }: Stratum): boolean {
  return newer.n > 0 && older.n > 0;
}

function isShared(stratum: FoundStratum): stratum is FoundStratum & SharedStratum {
  return stratum.found !== null && stratum.found.newerMean !== null && stratum.found.olderMean !== null;
}

function pairedStratum(
  { datasetId, newer, older, found }: SharedStratum,
  history: PairHistory,
): PairedStratum {
  const { items, newerMean, olderMean, inverseAnswers } = found;
  const sides = { newer: { n: newer.n }, older: { n: older.n } };
  return { dataset: datasetId, ...sides, items, newerMean, olderMean, inverseAnswers, history };
}

/** Gives the history of a stratum: what is known beside the sides, and the sides' own of all strata with a pair of its. */
function historiesOf(
  strata: readonly FoundStratum[],
  beside: readonly (Pair & PairHistory)[],
): (stratum: Stratum) => PairHistory {
  const ofPair = Map.groupBy(beside, (pair) => pair.modelId + pair.datasetId);
  const strataOfPair = new Map<string, FoundStratum[]>();
  for (const stratum of strata) {
    for (const { modelId, datasetId } of stratum.pairs) {
      const key = modelId + datasetId;
      strataOfPair.set(key, [...(strataOfPair.get(key) ?? []), stratum]);
    }
  }
  return ({ pairs }) => {
    const keys = pairs.map(({ modelId, datasetId }) => modelId + datasetId);
    const own = new Set(keys.flatMap((key) => strataOfPair.get(key) ?? []));
    const parts = [...keys.flatMap((key) => ofPair.get(key) ?? []), ...[...own].map(ownHistory)];
    const total = (figure: keyof PairHistory) =>
      Math.max(
        0,
        sumOf(parts, (part) => part[figure]),
      );
    return {
      runSquares: total("runSquares"),
      runFreedom: total("runFreedom"),
      itemSquares: total("itemSquares"),
      itemFreedom: total("itemFreedom"),
    };
  };
}

function ownHistory({ newer, older, found }: FoundStratum): PairHistory {
  return {
    runSquares: newer.squares + older.squares,
    runFreedom: Math.max(0, newer.n - 1) + Math.max(0, older.n - 1),
    itemSquares: found?.itemSquares ?? 0,
    itemFreedom: found?.itemFreedom ?? 0,
  };
}

/** The sum of what `valueOf` gives for the entries; 0 of none. */
function sumOf<Entry>(entries: readonly Entry[], valueOf: (entry: Entry) => number): number {
  return entries.reduce((sum, entry) => sum + valueOf(entry), 0);
}
