/** One model on one dataset. */
interface Pair {
  readonly model: string;
  readonly dataset: string;
  readonly runs: number;
}

/** Why a model is not compared with the others, and the dataset that would change it; null where there is none. */
export interface Apart {
  readonly apart: "shares no dataset" | "one dataset alone";
  readonly join: string | null;
}

/** What models are compared over: the cells of models and datasets that are connected, and who stands apart. */
export interface Mix<Cell extends Pair> {
  readonly cells: readonly Cell[];
  readonly apart: ReadonlyMap<string, Apart>;
}

/**
 * The common mix: of the models that share datasets, directly or through others, the largest group (then the one with most
 * runs, then by name). In it a model with one dataset of several stands apart, for its own liking of that one cannot be
 * told from its ability; and a dataset that one model alone ran is left out, for it says nothing of the others. Where one
 * dataset by itself has at least twice as many models as are left, they compare on it. In the order of the names.
 */
export function commonMix<Cell extends Pair>(given: readonly Cell[]): Mix<Cell> {
  // In one order, whatever the given one: it settles ties, and sums come out the same to the last digit.
  const cells = given.toSorted((a, b) => compare(a.model, b.model) || compare(a.dataset, b.dataset));
  const group = largestGroup(cells);
  const several = withSeveral(group);
  const [widest] = byWidth(group);
  const onWidest = group.filter(({ dataset }) => dataset === widest);
  const ranked = onWidest.length >= 2 * modelsOf(several).size ? onWidest : several;
  const alone = modelsOf(ranked).size < 2 && modelsOf(cells).size > 1;
  return { cells: alone ? [] : ranked, apart: apartFrom(cells, group, ranked, alone) };
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function modelsOf(cells: readonly Pair[]): Set<string> {
  return new Set(cells.map(({ model }) => model));
}

function largestGroup<Cell extends Pair>(cells: readonly Cell[]): readonly Cell[] {
  const groups = groupsOf(cells).map((group) => ({
    group,
    models: modelsOf(group).size,
    runs: runsOf(group),
  }));
  // Ties keep the order of the cells, which is that of names.
  return groups.toSorted((a, b) => b.models - a.models || b.runs - a.runs)[0]?.group ?? [];
}

function runsOf(cells: readonly Pair[]): number {
  return cells.reduce((sum, { runs }) => sum + runs, 0);
}

/** The cells by the group of models and datasets that they connect. */
function groupsOf<Cell extends Pair>(cells: readonly Cell[]): Cell[][] {
  const ofModel = Map.groupBy(cells, ({ model }) => model);
  const ofDataset = Map.groupBy(cells, ({ dataset }) => dataset);
  const seen = new Set<Cell>();
  return cells.flatMap((start) => {
    if (seen.has(start)) return [];
    const group = new Set([start]);
    // A set that grows while it is walked is walked to its end.
    for (const { model, dataset } of group) {
      for (const cell of ofModel.get(model) ?? []) group.add(cell);
      for (const cell of ofDataset.get(dataset) ?? []) group.add(cell);
      ofModel.delete(model);
      ofDataset.delete(dataset);
    }
    for (const cell of group) seen.add(cell);
    return [cells.filter((cell) => group.has(cell))];
  });
}

/** What is left when models with one dataset of several, and datasets with one model of several, are taken out in turn. */
function withSeveral<Cell extends Pair>(cells: readonly Cell[]): readonly Cell[] {
  const datasets = Map.groupBy(cells, ({ dataset }) => dataset);
  const models = Map.groupBy(cells, ({ model }) => model);
  const kept = cells.filter(({ model }) => datasets.size < 2 || (models.get(model)?.length ?? 0) > 1);
  const ofDataset = Map.groupBy(kept, ({ dataset }) => dataset);
  const manyModels = modelsOf(kept).size > 1;
  const left = kept.filter(({ dataset }) => !manyModels || (ofDataset.get(dataset)?.length ?? 0) > 1);
  return left.length === cells.length ? cells : withSeveral(left);
}

/** The datasets of these cells, those that most models ran first, then by runs, then by name. */
function byWidth(cells: readonly Pair[]): string[] {
  const datasets = [...Map.groupBy(cells, ({ dataset }) => dataset)];
  return datasets
    .toSorted(([x, a], [y, b]) => b.length - a.length || runsOf(b) - runsOf(a) || compare(x, y))
    .map(([dataset]) => dataset);
}

function byRuns(cells: readonly Pair[]): string[] {
  const datasets = [...Map.groupBy(cells, ({ dataset }) => dataset)];
  return datasets
    .toSorted(([x, a], [y, b]) => runsOf(b) - runsOf(a) || compare(x, y))
    .map(([dataset]) => dataset);
}

function apartFrom(
  cells: readonly Pair[],
  group: readonly Pair[],
  ranked: readonly Pair[],
  alone: boolean,
): Map<string, Apart> {
  const [inGroup, inMix] = [modelsOf(group), modelsOf(ranked)];
  const offered = [...byRuns(ranked), ...byRuns(cells)];
  const own = Map.groupBy(cells, ({ model }) => model);
  const others = [...own].filter(([model]) => alone || !inMix.has(model));
  return new Map(
    others.map(([model, its]) => [
      model,
      {
        apart: !alone && inGroup.has(model) ? "one dataset alone" : "shares no dataset",
        join: offered.find((dataset) => its.every((cell) => cell.dataset !== dataset)) ?? null,
      },
    ]),
  );
}
