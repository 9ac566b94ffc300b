import { type CellFacts, runsOf, settled, type Uncertainty } from "@evalboard/inference";
import { byText } from "./order.ts";
import type { DatasetItems, Items, Repeats, VersionItemsRow } from "./aggregations/items.ts";
import type { PairRow } from "./aggregations/pairs.ts";
import type { FigureSource } from "./aggregations/source.ts";
import type { StratumRow } from "./aggregations/strata.ts";
import { type MeanGrounds, scorePart, together } from "./intervals.ts";

/** The runs of one model on one dataset; what is known of its items is missing where no result of theirs is scored. */
export interface Pair extends PairRow {
  readonly items: Items | undefined;
  readonly repeats: Repeats | undefined;
  /** Of all its runs about the mean of their prompt version: the squares of their scores, and their degrees of freedom. */
  readonly runSquares: number;
  readonly runFreedom: number;
}

/** What the intervals, the ranks and the changes of one window rest on. */
export interface WindowGrounds<Known extends Items = DatasetItems> {
  /** By model, then by dataset: sums of floats go by the order. */
  readonly pairs: readonly Pair[];
  /** Of every dataset, whatever models it was asked of. */
  readonly items: ReadonlyMap<string, Known>;
  /** What whole runs vary (`runsOf`): one figure, by the models and datasets of the current window. */
  readonly ofRuns: Uncertainty;
}

export interface Grounds {
  readonly current: WindowGrounds;
  /** The items of its pairs are not known: nobody asks for them. */
  readonly previous: WindowGrounds<Items>;
}

/** Read once for a report. */
export async function groundsOf(source: FigureSource): Promise<Grounds> {
  const pairs = await source.pairs();
  const { ofPairs, ofDatasets, previous } = await source.windowItems();
  const histories = new Map((await source.pairHistories()).map((row) => [keyOf(row), row]));
  const known = new Map(ofPairs.map((row) => [keyOf(row), row]));
  const pairsOf = (isCurrent: boolean): Pair[] =>
    pairs
      .filter((row) => row.isCurrent === isCurrent)
      .toSorted((a, b) => byText(a.modelId, b.modelId) || byText(a.datasetId, b.datasetId))
      .map((row) => {
        const key = keyOf(row);
        const { items, repeats } = (isCurrent && known.get(key)) || {};
        const { runSquares = 0, runFreedom = 0 } = histories.get(key) ?? {};
        return Object.assign(row, { items, repeats, runSquares, runFreedom });
      });
  const byDataset = <Known>(rows: readonly { datasetId: string; items: Known }[]) =>
    new Map(rows.map(({ datasetId, items }) => [datasetId, items]));
  const current = pairsOf(true);
  const ofRuns = runsOf(cellFactsOf(current));
  return {
    current: { pairs: current, items: byDataset(ofDatasets), ofRuns },
    previous: { pairs: pairsOf(false), items: byDataset(previous), ofRuns },
  };
}

/** Of the pairs with a scored run, what their cells are made of. */
export function cellFactsOf(pairs: readonly Pair[]): CellFacts[] {
  return pairs
    .filter((pair) => pair.scoredRuns > 0)
    .map((pair) =>
      Object.assign(scorePart({ row: pair, items: pair.items }, pair.scoredRuns), {
        model: pair.modelId,
        dataset: pair.datasetId,
        runSquares: settled(pair.runSquares),
        runFreedom: pair.runFreedom,
      }),
    );
}

/** Of a pair, which model and dataset it is of. */
export function keyOf({ modelId, datasetId }: Pick<PairRow, "modelId" | "datasetId">): string {
  return `${modelId} ${datasetId}`;
}

/** What the means of one model rest on. */
export function groundsOfModel({ pairs, ofRuns }: WindowGrounds, modelId: string): MeanGrounds {
  const own = pairs.filter((pair) => pair.modelId === modelId);
  return { parts: own.map((pair) => ({ row: pair, items: pair.items })), ofRuns };
}

/** What those of one dataset rest on, or those of all. */
export function groundsByDataset(
  { pairs, items, ofRuns }: WindowGrounds<Items>,
  datasetId?: string,
): MeanGrounds {
  const asked = datasetId === undefined ? pairs : pairs.filter((pair) => pair.datasetId === datasetId);
  const parts = [...Map.groupBy(asked, (pair) => pair.datasetId)].map(([id, own]) => ({
    row: together(own),
    items: items.get(id),
  }));
  return { parts, ofRuns };
}

/** What the intervals of prompt versions rest on, in the window. */
export interface VersionGrounds {
  readonly strata: readonly StratumRow[];
  /** By version: there may be as many as runs. */
  readonly strataOf: ReadonlyMap<string, readonly StratumRow[]>;
  /** By version and model, or all models together: see `versionKey`. */
  readonly itemsOf: ReadonlyMap<string, readonly VersionItemsRow[]>;
  readonly ofRuns: Uncertainty;
}

/** Read where a page lists versions. */
export async function versionGroundsOf(
  source: FigureSource,
  { current: { ofRuns } }: Grounds,
): Promise<VersionGrounds> {
  const strata = await source.strata();
  return {
    strata,
    strataOf: Map.groupBy(strata, (row) => row.promptVersionId),
    itemsOf: Map.groupBy(await source.versionItems(), (row) => versionKey(row.promptVersionId, row.modelId)),
    ofRuns,
  };
}

/** The model is null of all together. */
function versionKey(promptVersionId: string, modelId: string | null): string {
  return `${promptVersionId} ${modelId ?? ""}`;
}

/** What the means of one version rest on; with one model, or with all. */
export function groundsOfVersion(
  { strataOf, itemsOf, ofRuns }: VersionGrounds,
  promptVersionId: string,
  modelId: string | null = null,
): MeanGrounds {
  const ofVersion = strataOf.get(promptVersionId) ?? [];
  const own = modelId === null ? ofVersion : ofVersion.filter((row) => row.modelId === modelId);
  const known = itemsOf.get(versionKey(promptVersionId, modelId)) ?? [];
  const byDataset = Map.groupBy(own, ({ datasetId }) => datasetId);
  const parts = [...byDataset]
    .toSorted(([a], [b]) => byText(a, b))
    .map(([id, rows]) => ({
      row: together(rows.toSorted((a, b) => byText(a.modelId, b.modelId))),
      items: known.find(({ datasetId }) => datasetId === id)?.items,
    }));
  return { parts, ofRuns };
}
