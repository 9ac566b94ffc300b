import type { RankedDataset, RankedModel } from "@evalboard/contract";
import { idOf } from "@evalboard/db/testing";
import {
  type CellFacts,
  cellsOf,
  commonMix,
  rankTwoWay,
  runsOf,
  type Uncertainty,
} from "@evalboard/inference";
import { type BoardRun, datasetNames, modelNames } from "./board.ts";
import { byCodePoints, known } from "./reference-figures.ts";
import {
  type KnownItem,
  meanOf,
  referenceParts,
  referenceSpread,
  sum,
  tenDigits,
} from "./reference-items.ts";

/**
 * The places of models and datasets by their ids. What a cell rests on is counted here; the fit of it is the inference
 * package's, which is tested against R.
 */
export function referenceRanks(
  runs: readonly BoardRun[],
  items: readonly KnownItem[],
  ofAllTime: readonly BoardRun[],
) {
  const cells = cellsOf(factsOf(runs, items, ofAllTime), residualsByDataset(items));
  const mirrored = cells.map((cell) => ({ ...cell, model: cell.dataset, dataset: cell.model }));
  const answers = (model: string, dataset: string) =>
    sum(
      runs
        .filter((run) => idOf("model", run.model) === model && idOf("dataset", run.dataset) === dataset)
        .map((run) => run.perfectItems + run.partialItems + run.failedItems),
    );
  const rests = (mix: readonly (typeof cells)[number][], answersOf: typeof answers) =>
    new Map(
      mix.map(({ model }) => {
        const own = mix.filter((cell) => cell.model === model);
        const others = new Set(mix.map(({ dataset }) => dataset)).size;
        const scored = sum(own.map(({ dataset }) => answersOf(model, dataset)));
        return [model, { runs: sum(own.map((cell) => cell.runs)), items: scored, others }] as const;
      }),
    );
  return {
    ...rankTwoWay(cells),
    rests: {
      models: rests(commonMix(cells).cells, answers),
      datasets: rests(commonMix(mirrored).cells, (dataset, model) => answers(model, dataset)),
    },
  };
}

/** What whole runs vary, over all models and datasets of these. */
export function referenceRunsOf(
  runs: readonly BoardRun[],
  items: readonly KnownItem[],
  ofAllTime: readonly BoardRun[],
): Uncertainty {
  return runsOf(factsOf(runs, items, ofAllTime));
}

function factsOf(
  runs: readonly BoardRun[],
  items: readonly KnownItem[],
  ofAllTime: readonly BoardRun[],
): CellFacts[] {
  const pairs = modelNames
    .flatMap((_, model) => datasetNames.map((__, dataset) => ({ model, dataset })))
    .map((pair) => ({ pair, own: runs.filter((run) => isOf(run, pair) && run.averageScore !== null) }))
    .filter(({ own }) => own.length > 0);
  return pairs.map(({ pair, own }) => {
    const [part] = referenceParts(own, "scores");
    const ofPair = items.filter((item) => isOf(item, pair));
    return {
      ...part!,
      model: idOf("model", pair.model),
      dataset: idOf("dataset", pair.dataset),
      spread: ofPair.length === 0 ? allOrNothing(part!) : referenceSpread(ofPair, "scores"),
      ...historyOf(ofAllTime.filter((run) => isOf(run, pair))),
    };
  });
}

function residualsByDataset(items: readonly KnownItem[]) {
  return new Map(
    datasetNames.map((_, dataset) => {
      return [
        idOf("dataset", dataset),
        residualsOf(items.filter((item) => item.dataset === dataset)),
      ] as const;
    }),
  );
}

type Pair = Pick<BoardRun, "model" | "dataset">;
const isOf = (a: Pair, b: Pair) => a.model === b.model && a.dataset === b.dataset;

export const allOrNothing = ({ mean, itemsPerRun: items }: { mean: number; itemsPerRun: number }) => ({
  items,
  answers: items,
  sum: items * mean,
  squares: items * mean,
  withinSquares: 0,
});

/** The squares of the runs' scores about the mean of their version. */
function historyOf(runs: readonly BoardRun[]) {
  const byVersion = [...Map.groupBy(runs, ({ promptVersion }) => promptVersion).values()];
  const samples = byVersion.map((own) => known(own.map((run) => run.averageScore)));
  const several = samples.filter(({ length }) => length > 1);
  return {
    runSquares: tenDigits(
      sum(several.map((scores) => sum(scores.map((score) => (score - meanOf(scores)) ** 2)))),
    ),
    runFreedom: sum(several.map(({ length }) => length - 1)),
  };
}

/** Of items × models: each mean less that of its model, about that of its item. */
function residualsOf(items: readonly KnownItem[]) {
  const byModel = [...Map.groupBy(items, ({ model }) => model).values()];
  const table = byModel.flatMap((own) => {
    const means = [...Map.groupBy(own, ({ item }) => item)].map(([item, asked]) => {
      return { item, mean: meanOf(asked.flatMap(({ scores }) => scores)) };
    });
    const ofModel = meanOf(means.map(({ mean }) => mean));
    return means.map(({ item, mean }) => ({ item, beyond: mean - ofModel }));
  });
  const compared = [...Map.groupBy(table, ({ item }) => item).values()].filter(({ length }) => length > 1);
  const squares = compared.map((own) => {
    const values = own.map(({ beyond }) => beyond);
    return sum(values.map((value) => (value - meanOf(values)) ** 2));
  });
  const freedom = sum(compared.map(({ length }) => length - 1)) - (byModel.length - 1);
  return { squares: sum(squares), freedom: Math.max(0, freedom) };
}

/** Of the items that a model was asked more than once with the same version. */
export function referenceConsistency(items: readonly KnownItem[]): RankedModel["consistency"] {
  const asked = items.map(({ passes }) => ({ n: passes.length, passed: sum(passes) }));
  const repeated = asked.filter(({ n }) => n > 1);
  const share = (own: typeof asked) => (repeated.length === 0 ? null : own.length / repeated.length);
  return {
    items: repeated.length,
    passedAlways: share(repeated.filter(({ n, passed }) => passed === n)),
    flipped: share(repeated.filter(({ n, passed }) => passed > 0 && passed < n)),
    passAll: ([2, 4, 8] as const).flatMap((k) => {
      const often = asked.filter(({ n }) => n >= k);
      if (often.length === 0) return [];
      const rate = meanOf(often.map(({ n, passed }) => choose(passed, k) / choose(n, k)));
      return [{ k, items: often.length, rate }];
    }),
  };
}

function choose(n: number, k: number): number {
  if (k > n) return 0;
  return k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k;
}

/** What the items of one dataset tell of the models that were asked them. */
export function referenceTelling(
  items: readonly KnownItem[],
): Pick<RankedDataset, "comparedItems" | "silentItems" | "saturated"> {
  const compared = [...Map.groupBy(items, ({ item }) => item).values()].filter(
    (own) => new Set(own.map(({ model }) => model)).size > 1,
  );
  const passes = compared.map((own) => own.flatMap((item) => item.passes));
  const always = passes.filter((own) => own.every((passed) => passed === 1)).length;
  const never = passes.filter((own) => own.every((passed) => passed === 0)).length;
  return {
    comparedItems: compared.length,
    silentItems: always + never,
    saturated: compared.length > 0 && always / compared.length >= 0.9,
  };
}

type Placed = ReturnType<typeof referenceRanks>["models"] extends Map<string, infer Place> ? Place : never;

/** A place as the contract has it. */
export function referencePlace<Named>(place: Placed | undefined, called: (id: string) => Named) {
  const apart = place && "apart" in place ? place : null;
  const ranked = place && "adjustedScore" in place ? place : null;
  return {
    adjustedScore: ranked && ranked.adjustedScore,
    adjustedInterval: ranked && ranked.interval,
    rankRange: ranked && { best: ranked.best, worst: ranked.worst },
    apart: apart && { reason: apart.apart, join: apart.join === null ? null : called(apart.join) },
  };
}

interface Ranked {
  readonly name: string;
  readonly provider?: string;
  readonly runs: number;
  readonly averageScore: number | null;
  readonly adjustedScore: number | null;
}

// Each criterion is a sort of its own, from the last to the first: sorts keep the order of equals.

/** The best first, of `sign` 1; of `sign` -1 the lowest. */
export function inRank<Subject extends Ranked>(subjects: readonly Subject[], sign: 1 | -1): Subject[] {
  const figure = (value: number | null) => (value === null ? -Infinity : sign * Number(value.toFixed(10)));
  const down = (a: number, b: number) => (a === b ? 0 : b - a);
  return subjects
    .toSorted((a, b) => byCodePoints(a.name, b.name))
    .toSorted((a, b) => byCodePoints(a.provider ?? "", b.provider ?? ""))
    .toSorted((a, b) => b.runs - a.runs)
    .toSorted((a, b) => down(figure(a.averageScore), figure(b.averageScore)))
    .toSorted((a, b) => down(figure(a.adjustedScore), figure(b.adjustedScore)));
}
