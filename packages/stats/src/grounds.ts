import { byText } from "./order.ts";
import type { DatasetItems, Items, Repeats, VersionItemsRow } from "./aggregations/items.ts";
import type { PairRow } from "./aggregations/pairs.ts";
import type { FigureSource } from "./aggregations/source.ts";
import type { StratumRow } from "./aggregations/strata.ts";
import { type Part, together } from "./intervals.ts";

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
      .toSorted((a, b) => byText(keyOf(a), keyOf(b)))
      .map((row) => {
        const { items, repeats } = (isCurrent && known.get(keyOf(row))) || {};
        const { runSquares = 0, runFreedom = 0 } = histories.get(keyOf(row)) ?? {};
        return Object.assign(row, { items, repeats, runSquares, runFreedom });
      });
  const byDataset = <Known>(rows: readonly { datasetId: string; items: Known }[]) =>
    new Map(rows.map(({ datasetId, items }) => [datasetId, items]));
  return {
    current: { pairs: pairsOf(true), items: byDataset(ofDatasets) },
    previous: { pairs: pairsOf(false), items: byDataset(previous) },
  };
}

/** Of a pair, which model and dataset it is of. */
export function keyOf({ modelId, datasetId }: Pick<PairRow, "modelId" | "datasetId">): string {
  return `${modelId} ${datasetId}`;
}

/** The parts of what one model did, by dataset. */
export function partsOfModel({ pairs }: WindowGrounds, modelId: string): Part[] {
  return pairs.filter((pair) => pair.modelId === modelId).map((pair) => ({ row: pair, items: pair.items }));
}

/** The parts of what was done on one dataset, or on each of all. */
export function partsByDataset({ pairs, items }: WindowGrounds<Items>, datasetId?: string): Part[] {
  const asked = datasetId === undefined ? pairs : pairs.filter((pair) => pair.datasetId === datasetId);
  return [...Map.groupBy(asked, (pair) => pair.datasetId)].map(([id, own]) => ({
    row: together(own),
    items: items.get(id),
  }));
}

/** What the intervals of prompt versions rest on, in the window. */
export interface VersionGrounds {
  readonly strata: readonly StratumRow[];
  readonly items: readonly VersionItemsRow[];
}

/** Read where a page lists versions. */
export async function versionGroundsOf(source: FigureSource): Promise<VersionGrounds> {
  return { strata: await source.strata(), items: await source.versionItems() };
}

/** The parts of what one version did, by dataset; with one model, or with all. */
export function partsOfVersion(
  { strata, items }: VersionGrounds,
  promptVersionId: string,
  modelId: string | null = null,
): Part[] {
  const own = strata.filter(
    (row) => row.promptVersionId === promptVersionId && (modelId === null || row.modelId === modelId),
  );
  const known = items.filter((row) => row.promptVersionId === promptVersionId && row.modelId === modelId);
  const byDataset = Map.groupBy(own, ({ datasetId }) => datasetId);
  return [...byDataset]
    .toSorted(([a], [b]) => byText(a, b))
    .map(([id, rows]) => ({
      row: together(rows.toSorted((a, b) => byText(a.modelId, b.modelId))),
      items: known.find(({ datasetId }) => datasetId === id)?.items,
    }));
}
