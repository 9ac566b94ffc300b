import {
  type DifferenceInterval,
  differenceWith,
  moderated,
  summed,
  type Uncertainty,
} from "./differences.ts";
import { mostOf } from "./items.ts";
import { varianceOfRuns } from "./runs-variance.ts";
import { alwaysValid } from "./sequential.ts";
import { sumOf, weightOf } from "./stratified.ts";

/** The scored runs of one side of a stratum: how many. */
export interface RunSample {
  readonly n: number;
}

/**
 * What is known of one model on one dataset, whatever the version: how its runs' scores vary within a version (or side), and how
 * the scores of one item do. Sums of squared deviations, and their degrees of freedom.
 */
export interface History {
  readonly runSquares: number;
  readonly runFreedom: number;
  readonly itemSquares: number;
  readonly itemFreedom: number;
}

/** A model and a dataset of which both sides scored an item at least. */
export interface PairedStratum {
  readonly dataset: string;
  readonly newer: RunSample;
  readonly older: RunSample;
  /** Items that both sides scored. */
  readonly items: number;
  /** Mean scores over those, each item one voice, its own answers averaged first. */
  readonly newerMean: number;
  readonly olderMean: number;
  /** Σ (1/n₁ + 1/n₀) over those, of each one's scored answers on the newer and the older side. */
  readonly inverseAnswers: number;
  /** That of both sides included. */
  readonly history: History;
}

/**
 * A dataset's shared items, each one voice over all models: the sums of e and e², where e of an item is Σ weight · difference /
 * items over the strata that share it, by their `weightOf` and `items`.
 */
export interface PairedCluster {
  readonly dataset: string;
  readonly items: number;
  readonly sum: number;
  readonly squares: number;
}

/** A difference of paired items, and the parts that its uncertainty is made of. */
export interface Change {
  readonly difference: number;
  readonly newerMean: number;
  readonly olderMean: number;
  /** Shared items, each of its dataset. */
  readonly sharedItems: number;
  /** How far such items may differ from these, what each of their answers owes to chance included. */
  readonly items: Uncertainty;
  /** The part of that variance which is chance in the answers; 0 where no item was asked again. */
  readonly noise: number;
  /** What whole runs vary beyond that noise, good days and bad ones. */
  readonly runs: Uncertainty;
  readonly total: Uncertainty;
  /** No version was run twice: how runs vary is taken for granted, and a bad day cannot be told from a change. */
  readonly singleRuns: boolean;
}

/**
 * The newer version less the older: the mean difference of the items that both scored, within each model and dataset, these
 * weighing by their runs as in least squares. Null where no item is shared.
 *
 * Its variance is that of items × runs, both drawn by chance (Searle, Casella and McCulloch, Variance Components, 1992). That of
 * the items is clustered by item over models (Miller, arXiv 2411.00640, 2024). To it comes what whole runs vary beyond the
 * noise of their items, as the history of the same models and datasets has it, and as runs are believed to vary
 * (`varianceOfRuns`): a bad day moves all items alike. The degrees of freedom are Satterthwaite's (1946).
 */
export function changeOf(
  strata: readonly PairedStratum[],
  clusters: readonly PairedCluster[],
): Change | null {
  const shared = strata.filter((stratum) => stratum.items > 0 && weightOfRuns(stratum) > 0);
  if (shared.length === 0) return null;
  const total = sumOf(shared, weightOfRuns);
  // Divided last: shares of the total may add up to more than 1 by a hair.
  const meanOf = (sideOf: (stratum: PairedStratum) => number) =>
    sumOf(shared, (stratum) => weightOfRuns(stratum) * sideOf(stratum)) / total;
  const newerMean = meanOf((stratum) => stratum.newerMean);
  const olderMean = meanOf((stratum) => stratum.olderMean);
  const items = varianceOfItems(shared, clusters, total);
  const { runs, noise } = wholeRuns(shared, total);
  return {
    difference: newerMean - olderMean,
    newerMean,
    olderMean,
    sharedItems: sumOf(clusters, (cluster) => cluster.items),
    items,
    noise,
    runs,
    total: summed([items, runs]),
    singleRuns: strata.every(({ history }) => history.runFreedom === 0),
  };
}

function weightOfRuns({ newer, older }: PairedStratum): number {
  return weightOf(newer.n, older.n);
}

/** Variances that differ by less than this share are one. */
const ROUNDING = 1e-9;

/**
 * Clustered by item. Each dataset by itself is never less than moderated with one item more that changed by 1: a hundred items
 * of one tell nothing of two of another that happened to change alike.
 */
function varianceOfItems(
  strata: readonly PairedStratum[],
  clusters: readonly PairedCluster[],
  total: number,
): Uncertainty {
  const [first, ...rest] = clusters.map(({ dataset, items, sum, squares }) => {
    const freedom = items - 1;
    const spread = Math.max(0, squares - sum ** 2 / items) / total ** 2;
    const own = { variance: freedom > 0 ? (items / freedom) * spread : 0, freedom };
    const steps = strata
      .filter((stratum) => stratum.dataset === dataset)
      .map((stratum) => weightOfRuns(stratum) / total / stratum.items);
    const withOneMore = moderated(own, Math.max(0, ...steps) ** 2);
    // Where one item alone changed, by 1, they are equal: rounding must not choose the degrees of freedom.
    return own.variance > withOneMore.variance * (1 + ROUNDING) ? own : withOneMore;
  });
  if (!first) throw new RangeError("Strata that share items, but no cluster of them.");
  return summed([first, ...rest]);
}

/**
 * What whole runs add to the variance of the difference beyond the noise of their answers, and that noise, which is in the items'
 * part. A stratum whose history has no run again, or no item again, is taken for the others; where all are like that, the noise
 * is unknown and counts for none.
 */
function wholeRuns(strata: readonly PairedStratum[], total: number): { runs: Uncertainty; noise: number } {
  const repeated = strata.filter(({ history }) => history.runFreedom > 0 && history.itemFreedom > 0);
  const itemSquares = sumOf(repeated, ({ history }) => history.itemSquares);
  const itemFreedom = sumOf(repeated, ({ history }) => history.itemFreedom);
  const pooled = itemFreedom === 0 ? 0 : itemSquares / itemFreedom;
  const { variance, freedom } = varianceOfRuns(
    repeated.map((stratum) => ({
      squares: stratum.history.runSquares,
      freedom: stratum.history.runFreedom,
      noise: noiseOfRun(stratum, stratum.history.itemSquares / stratum.history.itemFreedom),
      most: mostOfStratum(stratum),
    })),
  );
  const weighed = sumOf(strata, (stratum) => weightOfRuns(stratum) * mostOfStratum(stratum)) / total ** 2;
  const noise = sumOf(strata, (stratum) => {
    const { history } = stratum;
    const within = repeated.includes(stratum) ? history.itemSquares / history.itemFreedom : pooled;
    return (weightOfRuns(stratum) / total ** 2) * noiseOfRun(stratum, within);
  });
  return { runs: { variance: variance * weighed, freedom }, noise };
}

/** Of the mean of both sides. */
function mostOfStratum({ newerMean, olderMean, items }: PairedStratum): number {
  return mostOf({ mean: (newerMean + olderMean) / 2, itemsPerRun: items });
}

/** What the mean of one run over the shared items varies by their answers, which have the variance `within`. */
function noiseOfRun(stratum: PairedStratum, within: number): number {
  return (weightOfRuns(stratum) * within * stratum.inverseAnswers) / stratum.items ** 2;
}

/**
 * What the variance of whole runs is known with at least where one looks often. The p-value of 0.001 that a look has to come to then lies
 * 2.6 times as far out for a t of four degrees, those that runs are believed by, as for the normal one, and 1.3 times for one of
 * twelve: with four, single runs of 400 items that lose 80 and gain none would say nothing (docs/statistics.md).
 */
const LEAST_FREEDOM = 12;

/** How far the difference may be from the truth, for who looks often. */
export function oftenLookedAt(items: Uncertainty, runs: Uncertainty): Uncertainty {
  return summed([items, { ...runs, freedom: Math.max(LEAST_FREEDOM, runs.freedom) }]);
}

/** What is said of a change; all but the difference is null below two shared items. */
export interface ChangeFigures {
  readonly difference: number;
  /** 95 %, however often one looks. */
  readonly interval: DifferenceInterval | null;
  /** Two-sided, however often one looks. */
  readonly pValue: number | null;
  /** Student's t, for who looks once. */
  readonly oneLook: { readonly interval: DifferenceInterval; readonly pValue: number } | null;
  /** The smallest true change that would have been called one, four times in five; 1 where none would. */
  readonly detectable: number | null;
}

/** The figures of a change, never surer than the items alone. */
export function changeFigures({ difference, sharedItems, items, runs, total }: Change): ChangeFigures {
  if (sharedItems < 2) return { difference, interval: null, pValue: null, oneLook: null, detectable: null };
  const often = oftenLookedAt(items, runs);
  const looks = [items, often].map((uncertainty) => alwaysValid({ difference, ...uncertainty }));
  const margin = Math.max(...looks.map((look) => look.margin));
  const once = differenceWith(difference, [items, total]);
  return {
    difference,
    interval: { low: Math.max(-1, difference - margin), high: Math.min(1, difference + margin) },
    pValue: Math.max(...looks.map((look) => look.pValue)),
    oneLook:
      once.interval === null || once.pValue === null
        ? null
        : { interval: once.interval, pValue: once.pValue },
    detectable: Math.min(1, Math.max(...looks.map((look) => look.detectable))),
  };
}
