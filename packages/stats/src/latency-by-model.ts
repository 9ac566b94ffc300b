import { LEADING_MODELS, type LatencyByModel } from "@evalboard/contract";
import { byText } from "./order.ts";
import { latencySeries } from "./series.ts";
import type { Snapshot } from "./snapshot.ts";

/** Latency over time of the models with the most measured runs. */
export async function latencyByModel({ head, window, source }: Snapshot): Promise<LatencyByModel> {
  const measured = (await source.models()).filter(({ measuredRuns }) => measuredRuns > 0);
  const leading = measured
    .toSorted(
      (a, b) => b.measuredRuns - a.measuredRuns || byText(a.provider, b.provider) || byText(a.name, b.name),
    )
    .slice(0, LEADING_MODELS);
  const ids = leading.map(({ id }) => id);
  const means = Map.groupBy(await source.overTimeByModel(ids), ({ modelId }) => modelId);
  const spread = Map.groupBy(await source.latenciesByModel(ids), ({ modelId }) => modelId);
  return {
    ...head,
    models: leading.map(({ id, provider, name }) => ({
      model: { modelId: id, provider, name },
      buckets: latencySeries(window, means.get(id) ?? [], spread.get(id) ?? []),
    })),
  };
}
