import type { FactHistogram } from "@evalboard/db";
import { histogramsIn } from "@evalboard/facts";
import { histogramBins } from "../histogram-bins.ts";
import type { BinRow, LatencyBinsRow } from "../rows.ts";
import type { WindowFacts } from "./window-facts.ts";

/** Scored runs per bin of their average score. */
export async function histogram(facts: WindowFacts): Promise<BinRow[]> {
  const buckets = await bucketsOf(facts, "score");
  return histogramBins.map((_, index) => ({
    bin: index + 1,
    runs: buckets.reduce((runs, { bins }) => runs + (bins[index] ?? 0), 0),
  }));
}

/** Results with a measured latency, by bucket. */
export async function latencies(facts: WindowFacts): Promise<LatencyBinsRow[]> {
  const { edges } = facts.window;
  const numbers = new Map(edges.map((edge, index) => [edge.getTime(), index + 1]));
  const buckets = await bucketsOf(facts, "latency");
  return buckets.map(({ bucket, bins }) => ({ bucket: numbers.get(bucket.getTime()) ?? 0, bins }));
}

function bucketsOf({ em, generation, window }: WindowFacts, measure: FactHistogram["measure"]) {
  return histogramsIn(em, generation, measure, window);
}
