import {
  type Consistency,
  type ModelsAnswer,
  type NamedDataset,
  type NamedModel,
  type RankedDataset,
  type RankedModel,
} from "@evalboard/contract";
import { askings, SATURATED_SHARE } from "@evalboard/contract/words";
import {
  type Cell,
  cellsOf,
  type MixFit,
  type Placed,
  rankTwoWay,
  settled,
  settledInterval,
} from "@evalboard/inference";
import type { Repeats } from "./aggregations/items.ts";
import type { FigureSource } from "./aggregations/source.ts";
import type { DatasetRow, ModelRow } from "./aggregations/sums.ts";
import { datasetFigures, modelFigures } from "./figures.ts";
import {
  cellFactsOf,
  keyOf,
  type Pair,
  groundsByDataset,
  groundsOfModel,
  type WindowGrounds,
} from "./grounds.ts";

/** Models and datasets of a window by their ids, each with its place among the others. */
export interface Ranking {
  readonly models: ReadonlyMap<string, Placed>;
  readonly datasets: ReadonlyMap<string, Placed>;
  /** The fit of the models over the datasets, and that of the datasets over the models. */
  readonly fit: MixFit;
  readonly mirroredFit: MixFit;
}

/** By the two-way fit over what was run in the window. */
export function rankingOf(grounds: WindowGrounds): Ranking {
  return rankTwoWay(cellsOfWindow(grounds));
}

/** What places rest on: scored runs and answers with what is compared over, and how many of these there are: datasets, or models. */
export type Rest = ModelsAnswer["n"];

/** What the places of models rest on, and those of datasets, each by its id. */
export interface Rests {
  readonly models: ReadonlyMap<string, Rest>;
  readonly datasets: ReadonlyMap<string, Rest>;
}

/** Of a ranking of these grounds. */
export function restsOfRanking({ pairs }: WindowGrounds, { fit, mirroredFit }: Ranking): Rests {
  const answers = new Map(pairs.map((pair) => [keyOf(pair), pair.scoredItems]));
  return {
    models: restsOf(fit.mix.cells, ({ model, dataset }) =>
      answers.get(keyOf({ modelId: model, datasetId: dataset })),
    ),
    datasets: restsOf(mirroredFit.mix.cells, ({ model, dataset }) =>
      answers.get(keyOf({ modelId: dataset, datasetId: model })),
    ),
  };
}

function restsOf(mix: readonly Cell[], answersOf: (cell: Cell) => number | undefined): Map<string, Rest> {
  const others = new Set(mix.map(({ dataset }) => dataset)).size;
  const rests = new Map<string, Rest>();
  for (const cell of mix) {
    const { runs, items } = rests.get(cell.model) ?? { runs: 0, items: 0 };
    rests.set(cell.model, { runs: runs + cell.runs, items: items + (answersOf(cell) ?? 0), others });
  }
  return rests;
}

function cellsOfWindow({ pairs, items, ofRuns }: WindowGrounds): Cell[] {
  const residuals = [...items].map(([dataset, { residualSquares: squares, residualFreedom: freedom }]) => {
    return [dataset, { squares: settled(squares), freedom }] as const;
  });
  return cellsOf(cellFactsOf(pairs), new Map(residuals), ofRuns);
}

/** Every model of the window with its place and its consistency, in no order. */
export async function rankedModels(
  source: FigureSource,
  grounds: WindowGrounds,
  ranking: Ranking,
): Promise<RankedModel[]> {
  return (await source.models()).map((row) => rankedModel(row, grounds, ranking));
}

/** Every dataset with its place and what its items tell, in no order. */
export async function rankedDatasets(
  source: FigureSource,
  grounds: WindowGrounds,
  ranking: Ranking,
): Promise<RankedDataset[]> {
  return (await source.datasets()).map((row) => rankedDataset(row, grounds, ranking));
}

function rankedModel(row: ModelRow, grounds: WindowGrounds, ranking: Ranking): RankedModel {
  const own = grounds.pairs.filter((pair) => pair.modelId === row.id);
  return {
    ...modelFigures(row, groundsOfModel(grounds, row.id)),
    ...placed(ranking.models.get(row.id), (id) => datasetCalled(grounds.pairs, id)),
    consistency: consistencyOf(own.flatMap(({ repeats }) => repeats ?? [])),
  };
}

function rankedDataset(row: DatasetRow, grounds: WindowGrounds, ranking: Ranking): RankedDataset {
  const { comparedItems = 0, passedByAll = 0, passedByNone = 0 } = grounds.items.get(row.id) ?? {};
  const models = grounds.pairs.filter((pair) => pair.datasetId === row.id).length;
  return {
    ...datasetFigures(row, models, groundsByDataset(grounds, row.id)),
    ...placed(ranking.datasets.get(row.id), (id) => modelCalled(grounds.pairs, id)),
    comparedItems,
    silentItems: passedByAll + passedByNone,
    saturated: comparedItems > 0 && passedByAll >= SATURATED_SHARE * comparedItems,
  };
}

/** A place as the contract has it; what was never scored has none, and stands apart from nobody. */
function placed<Named>(place: Placed | undefined, called: (id: string) => Named | null) {
  const none = { adjustedScore: null, adjustedInterval: null, rankRange: null };
  if (place === undefined) return { ...none, apart: null };
  if ("apart" in place) {
    return { ...none, apart: { reason: place.apart, join: place.join === null ? null : called(place.join) } };
  }
  const { adjustedScore, interval, best, worst } = place;
  return {
    adjustedScore: settled(adjustedScore),
    adjustedInterval: settledInterval(interval),
    rankRange: { best, worst },
    apart: null,
  };
}

function datasetCalled(pairs: readonly Pair[], id: string): NamedDataset | null {
  const found = pairs.find((pair) => pair.datasetId === id);
  return found ? { datasetId: id, name: found.dataset } : null;
}

/** The model as it is called; null where it has no run here. */
export function modelCalled(pairs: readonly Pair[], id: string): NamedModel | null {
  const found = pairs.find((pair) => pair.modelId === id);
  return found ? { modelId: id, provider: found.provider, name: found.model } : null;
}

function consistencyOf(repeats: readonly Repeats[]): Consistency {
  const sum = (of: (each: Repeats) => number) => repeats.reduce((total, each) => total + of(each), 0);
  const items = sum((each) => each.items);
  const share = (count: number) => (items === 0 ? null : settled(count / items));
  return {
    items,
    passedAlways: share(sum((each) => each.passedAlways)),
    flipped: share(sum((each) => each.flipped)),
    passAll: askings.flatMap((k) => {
      const asked = repeats.flatMap((each) => each.askings).filter((each) => each.k === k);
      const askedItems = asked.reduce((total, each) => total + each.items, 0);
      if (askedItems === 0) return [];
      const passed = asked.reduce((total, each) => total + settled(each.passAll), 0);
      return [{ k, items: askedItems, rate: settled(Math.min(1, passed / askedItems)) }];
    }),
  };
}
