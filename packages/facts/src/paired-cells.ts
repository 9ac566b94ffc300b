import { ITEM_PASS_SHARE } from "@evalboard/contract/words";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import type { PairedRows } from "./paired-rows.ts";
import { within as squaresWithin } from "./recorded-pairs.ts";

// What the figures of changes are made of: `answer` are the items as `PairedRows` has them, `cell` both sides of an item within a
// stratum, `stratum` its cells.

type Side = "newer" | "older";

/** What tells a stratum of a change from its others, in `answer` and in `cell`. */
type StratumKey = readonly string[];

/** Where strata are named by numbers. */
type Named = Pick<PairedRows, "places">;

const keyOf = ({ places }: Named): StratumKey => (places ? ["place"] : ["stratum", "dataset_id"]);

const columnsOf = (rows: string, key: StratumKey): RawQueryFragment =>
  key.map((name) => sql`${sql.ref(`${rows}.${name}`)}`).reduce((list, column) => sql`${list}, ${column}`);

/** Whether a cell, or an item of it, is of that stratum. */
export function isOfStratum(rows: Named): RawQueryFragment {
  const key = keyOf(rows);
  return sql`(${columnsOf("stratum", key)}) = (${columnsOf("cell", key)})`;
}

/** Rounded as `scoreSums` does it, in floats: decimals of each answer are dearer than all else that is done with it. */
const rounded = sql`round(answer.score * 1e15) / 1e15`;

const figuresOfOne = {
  n: sql`1::float8`,
  score_sum: sql`${rounded}`,
  score_squares: sql`(${rounded}) * (${rounded})`,
  passes: sql`answer.passes::float8`,
};
const figuresOfSums = {
  n: sql`answer.n::float8`,
  score_sum: sql`answer.score_sum::float8`,
  score_squares: sql`answer.score_squares::float8`,
  passes: sql`answer.passes::float8`,
};

/** Both sides of an item within a stratum. */
export function cellsOf({ areSingle = false, ...rows }: PairedRows): RawQueryFragment {
  const key = columnsOf("answer", keyOf(rows));
  const { n, score_sum, score_squares, passes } = areSingle ? figuresOfOne : figuresOfSums;
  return sql`
    select answer.item_key collate "C" as item_key, ${key}, ${sidesOf("n", n)},
      ${sidesOf("score_sum", score_sum)}, ${sidesOf("score_squares", score_squares)}, ${sidesOf("passes", passes)}
    from answer group by 1, ${key}`;
}

function sidesOf(figure: string, value: RawQueryFragment): RawQueryFragment {
  const [newer, older] = [`newer_${figure}`, `older_${figure}`].map((name) => sql.ref(name));
  return sql`coalesce(sum(${value}) filter (where answer.is_newer), 0) as ${newer},
    coalesce(sum(${value}) filter (where not answer.is_newer), 0) as ${older}`;
}

export const isShared = sql`cell.newer_n > 0 and cell.older_n > 0`;
export const newerMean = sql`cell.newer_score_sum / cell.newer_n`;
export const olderMean = sql`cell.older_score_sum / cell.older_n`;

/** Whether a side passes an item, by all of its answers: `of` gives what its figures come to. */
export function passesOf(side: Side, of: (figure: RawQueryFragment) => RawQueryFragment): RawQueryFragment {
  const [n, passes] = [sql.ref(`cell.${side}_n`), sql.ref(`cell.${side}_passes`)];
  return sql`${of(sql`${passes}`)} >= ${ITEM_PASS_SHARE}::float8 * ${of(sql`${n}`)}`;
}

const within = (side: Side) => {
  const of = (figure: string) => sql.ref(`cell.${side}_${figure}`);
  return sql`greatest(0, ${squaresWithin(of("n"), of("score_sum"), of("score_squares"))})`;
};

/** What the cells of a stratum come to, and what else is asked of them. */
export function strataOfCells(rows: Named, further: RawQueryFragment = sql``): RawQueryFragment {
  const key = columnsOf("cell", keyOf(rows));
  const sums = sql`
    select ${key}, (count(*) filter (where ${isShared}))::int as items,
      avg(${newerMean}) filter (where ${isShared}) as newer_mean,
      avg(${olderMean}) filter (where ${isShared}) as older_mean,
      coalesce(sum(1 / cell.newer_n + 1 / cell.older_n) filter (where ${isShared}), 0) as inverse_answers,
      sum(${within("newer")} + ${within("older")}) as squares,
      sum(greatest(cell.newer_n - 1, 0) + greatest(cell.older_n - 1, 0)) as freedom
      ${further}
    from cell group by ${key}`;
  if (rows.places === undefined) return sums;
  return sql`select * from (${sums}) as summed join (${rows.places}) as named using (place)`;
}

export const weighedStrata = sql`
  select stratum.*, weighed.weight / nullif(stratum.items, 0) as weight
  from stratum left join json_to_recordset(of_change.weights) as weighed (stratum text, "datasetId" uuid, weight float8)
    on weighed.stratum = stratum.stratum and weighed."datasetId" = stratum.dataset_id`;
