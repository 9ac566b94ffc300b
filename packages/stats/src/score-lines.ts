import { LEADING_MODELS, type RankedModel, type ScoreLine } from "@evalboard/contract";
import { adjustedMean, type ScoredPart, settled, settledInterval } from "@evalboard/inference";
import type { ScoredBucketRow } from "./aggregations/sums.ts";
import { keyOf, type WindowGrounds } from "./grounds.ts";
import { scorePart } from "./intervals.ts";
import { byText } from "./order.ts";
import type { Ranking } from "./ranking.ts";
import { bucketsOf } from "./series.ts";
import type { Snapshot } from "./snapshot.ts";

/** The score over time of the first of these models, adjusted by the fit that ranks them. */
export async function scoreLines(
  { source, window }: Pick<Snapshot, "source" | "window">,
  { pairs, ofRuns }: WindowGrounds,
  { models: places, fit }: Ranking,
  models: readonly RankedModel[],
): Promise<ScoreLine[]> {
  const leading = models.slice(0, LEADING_MODELS);
  const rows = await source.scoresOverTime(leading.map(({ modelId }) => modelId));
  const known = new Map(pairs.map((pair) => [keyOf(pair), pair.items]));
  const rowsOf = Map.groupBy(
    rows.filter(({ scoredRuns }) => scoredRuns > 0).toSorted((a, b) => byText(a.datasetId, b.datasetId)),
    ({ modelId, bucket }) => `${modelId} ${bucket}`,
  );
  const partOf = (row: ScoredBucketRow): ScoredPart => ({
    ...scorePart({ row, items: known.get(keyOf(row)) }, row.scoredRuns),
    dataset: row.datasetId,
  });
  return leading.map(({ modelId, provider, name }) => {
    const place = places.get(modelId);
    const isRanked = place !== undefined && !("apart" in place);
    return {
      model: { modelId, provider, name },
      points: bucketsOf(window).map(({ bucket, from, to }) => {
        const own = rowsOf.get(`${modelId} ${bucket}`) ?? [];
        // The mix has all datasets on which a ranked model may be compared.
        const counted = isRanked ? own.filter(({ datasetId }) => fit.columns.includes(datasetId)) : own;
        const found = isRanked ? adjustedMean(fit, modelId, counted.map(partOf), ofRuns) : null;
        return {
          from,
          to,
          runs: counted.reduce((sum, row) => sum + row.scoredRuns, 0),
          items: counted.reduce((sum, row) => sum + row.scoredItems, 0),
          score: found && settled(found.score),
          interval: found && settledInterval(found.interval),
        };
      }),
    };
  });
}
