import type { Random } from "./random.ts";
import {
  type Answers,
  askOnce,
  type AskedStratum,
  type Board,
  boardOf,
  itemsOf,
  noAnswers,
  type RunNature,
  worded,
} from "./simulated-items.ts";

/** How a board's runs come about. Deviations are in log-odds. */
export interface BoardNature {
  /** Items of each dataset. */
  readonly datasets: readonly number[];
  /** Models that each ran all of them, of unlike ability; 1 by default. */
  readonly models?: number;
  /** Runs of each version with each model and dataset; or of each dataset in turn. */
  readonly newer: number | readonly number[];
  readonly older: number | readonly number[];
  /** Items are easy or hard by `mean` ± `deviation`. */
  readonly mean?: number;
  readonly deviation?: number;
  /** By so much a change of the wording moves an item, either way. */
  readonly tau?: number;
  /** A wording moves the same items for all models; each its own by default. */
  readonly alike?: boolean;
  /** By so much a run as a whole is better or worse. */
  readonly sdRun?: number | { readonly newer: number; readonly older: number };
  /** How much better than chance each run of a side is beside that, by its number. */
  readonly drift?: (random: Random) => {
    readonly newer: (run: number) => number;
    readonly older: (run: number) => number;
  };
  /** The newer version passes items so much more often. */
  readonly lift?: number;
  /** The items that each side asks: from the first, before the second. */
  readonly newerAsks?: readonly [number, number];
  readonly olderAsks?: readonly [number, number];
  /** The hardest come last; the later half is harder by so much. */
  readonly sorted?: boolean;
  readonly harderHalf?: number;
  readonly parts?: number;
  /** Runs of another version before. */
  readonly history?: number;
}

export function simulatedBoard(random: Random, nature: BoardNature): Board {
  return boardOf(simulatedStrata(random, nature));
}

function simulatedStrata(random: Random, nature: BoardNature): AskedStratum[] {
  const { datasets, models = 1, tau = 0, alike = false, history = 0 } = nature;
  return datasets.flatMap((size, index) => {
    const items = easyOrHard(random, size, nature);
    const forAll = { newer: worded(random, items, tau), older: worded(random, items, tau) };
    return Array.from({ length: models }, () => {
      const wordings = alike
        ? forAll
        : { newer: worded(random, items, tau), older: worded(random, items, tau) };
      const ability = models === 1 ? 0 : 0.5 * random.normal();
      const sides = askedSides(random, wordings, ability, {
        ...nature,
        newer: ofDataset(nature.newer, index),
        older: ofDataset(nature.older, index),
      });
      const past = history === 0 ? [] : [pastOf(random, worded(random, items, tau), ability, nature)];
      return { dataset: `dataset ${index}`, ...sides, past };
    });
  });
}

function ofDataset(runs: number | readonly number[], index: number): number {
  return typeof runs === "number" ? runs : (runs[index] ?? 0);
}

function easyOrHard(
  random: Random,
  size: number,
  { mean, deviation, sorted, harderHalf = 0 }: BoardNature,
): Float64Array {
  const items = itemsOf(random, size, mean, deviation);
  if (sorted) items.sort((a, b) => b - a);
  return items.map((value, item) => (item < size / 2 ? value : value - harderHalf));
}

function askedSides(
  random: Random,
  wordings: { readonly newer: Float64Array; readonly older: Float64Array },
  ability: number,
  {
    newer,
    older,
    sdRun = 0,
    drift,
    lift = 0,
    newerAsks,
    olderAsks,
    parts = 1,
  }: BoardNature & { readonly newer: number; readonly older: number },
): { newer: Answers; older: Answers } {
  const deviations = typeof sdRun === "number" ? { newer: sdRun, older: sdRun } : sdRun;
  const drifts = drift?.(random);
  const asked = (side: "newer" | "older", runs: number, better: number, asks: RunNature["asked"]) =>
    askedBy(random, wordings[side], runs, (run) => ({
      shift: ability + better + deviations[side] * random.normal() + (drifts?.[side](run) ?? 0),
      parts,
      ...(asks ? { asked: asks } : {}),
    }));
  return { newer: asked("newer", newer, lift, newerAsks), older: asked("older", older, 0, olderAsks) };
}

function pastOf(
  random: Random,
  wording: Float64Array,
  ability: number,
  { history = 0, sdRun = 0, parts = 1 }: BoardNature,
): Answers {
  const deviation = typeof sdRun === "number" ? sdRun : sdRun.older;
  return askedBy(random, wording, history, () => ({ shift: ability + deviation * random.normal(), parts }));
}

function askedBy(
  random: Random,
  wording: Float64Array,
  runs: number,
  natureOf: (run: number) => RunNature,
): Answers {
  const answers = noAnswers(wording.length);
  for (let run = 0; run < runs; run++) askOnce(random, answers, wording, natureOf(run));
  return answers;
}

/** A model's days, each like the one before by `rho`, of a deviation of `deviation`: an autoregression of the first order. */
export function drifting(random: Random, days: number, rho: number, deviation: number): number[] {
  const drifts = [deviation * random.normal()];
  while (drifts.length < days)
    drifts.push(rho * (drifts.at(-1) ?? 0) + deviation * Math.sqrt(1 - rho ** 2) * random.normal());
  return drifts;
}
