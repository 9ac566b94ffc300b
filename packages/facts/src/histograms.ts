import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { latencyBins } from "./latency-bins.ts";

const scoreBinStarts = Array.from({ length: 10 }, (_, index) => index / 10);

/** Bins count from 1. A score bin holds its lower end, the last one 1 too. */
const scoreBin = sql`width_bucket(run.average_score, ${`{${scoreBinStarts.join()}}`}::float8[])`;

/** Which bin the latency of `result` is in, 1 the first; it holds its upper end. A latency of 0 has no logarithm. */
export const latencyBin = sql`1 + least(
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
