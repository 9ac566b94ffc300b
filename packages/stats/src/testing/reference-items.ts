import type { Uncertainty } from "@evalboard/inference";
import type { BoardRun } from "./board.ts";
import { tQuantile } from "./t-quantile.ts";

/** An item as one prompt version was asked it with one model, with every scored answer of all time. */
export interface KnownItem {
  readonly promptVersion: number;
  readonly model: number;
  readonly dataset: number;
  readonly item: string;
  readonly scores: readonly number[];
  readonly passes: readonly number[];
}

type Of = Pick<KnownItem, "promptVersion" | "model" | "dataset">;

const isAlike = (a: Of, b: Of) =>
  a.promptVersion === b.promptVersion && a.model === b.model && a.dataset === b.dataset;

/** The items of what these runs ran: of all runs that ran it, whenever. */
export function itemsOf(runs: readonly BoardRun[], ofAllTime: readonly BoardRun[]): KnownItem[] {
  const strata = runs.filter((run, index) => index === runs.findIndex((other) => isAlike(run, other)));
  return strata.flatMap(({ promptVersion, model, dataset }) => {
    const answers = ofAllTime
      .filter((run) => isAlike(run, { promptVersion, model, dataset }))
      .flatMap((run) => run.answers ?? []);
    return [...new Set(answers.map(({ item }) => item))].map((item) => {
      const own = answers.filter((answer) => answer.item === item);
      return {
        promptVersion,
        model,
        dataset,
        item,
        scores: own.map(({ score }) => score),
        passes: own.map(({ passed }) => Number(passed)),
      };
    });
  });
}

/** The answers to each item of one dataset, whatever they are of. */
function answersTo(items: readonly KnownItem[], of: "scores" | "passes"): (readonly number[])[] {
  return [...Map.groupBy(items, ({ item }) => item).values()].map((own) => own.flatMap((item) => item[of]));
}

export const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
export const meanOf = (values: readonly number[]) => sum(values) / values.length;
/** The squares about the mean. */
const squaresOf = (values: readonly number[]) => sum(values.map((value) => (value - meanOf(values)) ** 2));
export const tenDigits = (value: number) => Number(value.toFixed(10));

/** What inference knows of the items of one dataset. */
export function referenceSpread(items: readonly KnownItem[], of: "scores" | "passes") {
  const answers = answersTo(items, of);
  const means = answers.map(meanOf);
  return {
    items: answers.length,
    answers: answers.flat().length,
    sum: tenDigits(sum(means)),
    squares: tenDigits(sum(means.map((mean) => mean ** 2))),
    withinSquares: tenDigits(sum(answers.map(squaresOf))),
  };
}

const scoredItems = (run: BoardRun) => run.perfectItems + run.partialItems + run.failedItems;

/** The scored runs by dataset, each dataset with its share, its mean, and how many items a run has. */
export function referenceParts(runs: readonly BoardRun[], of: "scores" | "passes") {
  const scored = runs.filter((run) => run.averageScore !== null);
  const weight = (own: readonly BoardRun[]) => (of === "scores" ? own.length : sum(own.map(scoredItems)));
  return [...Map.groupBy(scored, ({ dataset }) => dataset)].map(([dataset, own]) => {
    const items = sum(own.map(scoredItems));
    return {
      dataset,
      share: weight(own) / weight(scored),
      runs: of === "scores" ? own.length : equalRuns(own),
      mean: tenDigits(of === "scores" ? meanOfPairs(own) : sum(own.map((run) => run.passedItems)) / items),
      itemsPerRun:
        of === "scores" ? own.length / sum(own.map((run) => 1 / scoredItems(run))) : items / own.length,
    };
  });
}

/** The mean of the runs' scores, made of those of the models: ten digits of each are known. */
function meanOfPairs(runs: readonly BoardRun[]): number {
  const ofModels = [...Map.groupBy(runs, ({ model }) => model).values()].map((own) => {
    return own.length * tenDigits(meanOf(own.flatMap((run) => run.averageScore ?? [])));
  });
  return sum(ofModels) / runs.length;
}

/** Of equal weight, that vary as much as runs of these sizes, if sizes are spread as log-normal ones are. */
function equalRuns(runs: readonly BoardRun[]): number {
  const sizes = runs.map(scoredItems);
  const harmonic = 1 / meanOf(sizes.map((size) => 1 / size));
  return Math.max(1, (runs.length * harmonic) / meanOf(sizes));
}

/** What the interval of a mean rests on beside its runs: the items that count for them, and what whole runs vary. */
export interface KnownGrounds {
  readonly items: readonly KnownItem[];
  readonly ofRuns: Uncertainty;
}

/** The interval of the mean score or of the pass rate of these runs. */
export function referenceInterval(
  runs: readonly BoardRun[],
  { items, ofRuns }: KnownGrounds,
  of: "scores" | "passes",
) {
  const parts = referenceParts(runs, of).map(({ dataset, share, mean, ...part }) => {
    const m = part.itemsPerRun;
    const centre = (m * mean + 1) / (m + 2);
    const own = items.filter((item) => item.dataset === dataset);
    const { between, within } = componentsOf(answersTo(own, of), mean, m);
    const ofItems = Math.max(0, m - 1) * (between + within / part.runs) + m * (mean - centre) ** 2;
    const variance = (ofItems + centre ** 2 + (1 - centre) ** 2) / ((m + 1) * (m + 2));
    const perRun = (centre * (1 - centre)) / part.runs;
    return { share, mean, centre, perRun, variance: share ** 2 * variance, freedom: Math.max(1, m - 1) };
  });
  if (parts.length === 0) return null;
  const byRuns = ofRuns.variance * sum(parts.map((part) => part.share ** 2 * part.perRun));
  const variance = sum(parts.map((part) => part.variance)) + byRuns;
  const ofParts = sum(parts.map((part) => part.variance ** 2 / part.freedom));
  const freedom = variance ** 2 / (ofParts + byRuns ** 2 / ofRuns.freedom);
  const centre = sum(parts.map((part) => part.share * part.centre));
  const effective = ((centre * (1 - centre)) / variance) * (z / tQuantile(freedom)) ** 2;
  return wilson(sum(parts.map((part) => part.share * part.mean)), effective);
}

/** Between items and between the answers to one; items of which no answer is known are failed or perfect. */
function componentsOf(answers: readonly (readonly number[])[], mean: number, itemsPerRun: number) {
  if (answers.length === 0) {
    const between = itemsPerRun > 1 ? (itemsPerRun * mean * (1 - mean)) / (itemsPerRun - 1) : 0;
    return { between, within: 0 };
  }
  const [items, all] = [answers.length, answers.flat().length];
  const within = all > items ? sum(answers.map(squaresOf)) / (all - items) : 0;
  const ofMeans = items > 1 ? squaresOf(answers.map(meanOf)) / (items - 1) : 0;
  return { between: Math.max(0, ofMeans - (within * items) / all), within };
}

const z = 1.959963984540054;

/** As his paper writes it. */
function wilson(mean: number, n: number) {
  const root = z * Math.sqrt((mean * (1 - mean)) / n + (z * z) / (4 * n * n));
  const [middle, scale] = [mean + (z * z) / (2 * n), 1 + (z * z) / n];
  return { low: Math.max(0, (middle - root) / scale), high: Math.min(1, (middle + root) / scale) };
}
