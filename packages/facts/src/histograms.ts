import { scoreBins } from "@evalboard/contract/words";
import { type RawQueryFragment, sql } from "@mikro-orm/core";

/** How much wider each bin is than the one before: a bin's middle is within 1 % of all that fell into it. */
const GROWTH = 1.02;

/** The last bin holds a day and all that is longer. */
const LONGEST_MS = 86_400_000;

/** The first bin holds what took a millisecond or less; bin n ends at `GROWTH` to the power of n, ms. */
const latencyBins = {
  growth: GROWTH,
  count: 1 + Math.ceil(Math.log(LONGEST_MS) / Math.log(GROWTH)),
} as const;

/**
 * The latency that this share of the results did not exceed, ms, within 1 % for a millisecond to a day: that of the
 * result at the rank ⌈share · n⌉. Null where there are no results.
 * @param bins how many results fell into each bin, from the first on
 * @param share in (0, 1]
 */
export function latencyQuantile(bins: readonly number[], share: number): number | null {
  const results = bins.reduce((sum, count) => sum + count, 0);
  if (results === 0) return null;
  const rank = Math.max(1, Math.ceil(share * results));
  let passed = 0;
  const bin = bins.findIndex((count) => (passed += count) >= rank);
  return bin === 0 ? 1 : GROWTH ** (bin - 0.5);
}

/** Which bin the average score of `run` is in, 1 the first. Earlier versions stored means that lay a last digit below their bin. */
export const scoreBin: RawQueryFragment = sql`width_bucket(round(run.average_score::numeric, 15)::float8, ${`{${scoreBins.map(({ from }) => from).join()}}`}::float8[])`;

/** Which bin the latency of `result` is in, 1 the first; it holds its upper end. A latency of 0 has no logarithm. */
export const latencyBin: RawQueryFragment = sql`1 + least(
  ceil(ln(greatest(result.latency_ms, 1)) / ln(${latencyBins.growth}::float8)), ${latencyBins.count - 1}
)::int`;

/** What one run, `run`, adds to the histograms: rows of `measure`, `bin` and `tally`. */
export const talliesOfRun: RawQueryFragment = sql`(
  select 'score' as measure, ${scoreBin} as bin, 1 as tally where run.average_score is not null
  union all
  select 'latency', ${latencyBin} as bin, count(*)::int from run_results result
    where result.run_id = run.id and result.latency_ms is not null group by bin
)`;

/** The tallies of `spread`, rows of one histogram, as an array that begins with the first bin. */
export const binsOfSpread: RawQueryFragment<"bins"> = sql`(
  select array_agg(coalesce(tally, 0)::int order by bin)
  from generate_series(1, max(spread.bin)) as bin
  left join (
    select bin, sum(tally) as tally from unnest(array_agg(spread.bin), array_agg(spread.tally)) as spread (bin, tally)
    group by bin
  ) as tallied using (bin)
)`.as("bins");

/** The bins of a stored histogram with those of the runs, or without them. */
export function changedBins(sign: "+" | "-"): RawQueryFragment {
  const change = sign === "+" ? sql`coalesce(given, 0)` : sql`-coalesce(given, 0)`;
  return sql`array(
    select coalesce(kept, 0) + ${change}
    from unnest(fact_histograms.bins, excluded.bins) with ordinality as bin (kept, given, number)
    order by number
  )`;
}
