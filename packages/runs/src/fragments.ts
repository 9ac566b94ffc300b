import { PREVIEW_LENGTH } from "@evalboard/contract/words";
import { type RawQueryFragment, sql } from "@mikro-orm/core";

// What SQL has and the query builder has no method for, of the results of runs: `result` is their alias, `member` one of
// the runs that a query chose as its `members`.

export const members = sql.ref("members");
export const memberOfResult = { "member.id": sql.ref("result.run_id") };

/**
 * The results of `member`, run by run. Joined as they are, PostgreSQL takes each run for one that it has to look for in every quarter,
 * and would rather read all results of the board.
 */
export const resultsOfMember = sql`(select * from run_results where run_id = member.id offset 0)`;

/** By code points, whatever the database's locale: an order of its own, and the quickest to sort by. */
export const itemKey = sql`result.item_key collate "C"`;

/** Joins `latest`, those of the results that are to be shown. */
export const resultOfLatest = {
  "latest.run_id": sql.ref("result.run_id"),
  "latest.position": sql.ref("result.position"),
};

/** The text's beginning: one character longer than a preview, so that `cut` sees whether it goes on. */
export const beginning = (text: RawQueryFragment) => sql`left(${text}, ${PREVIEW_LENGTH + 1}::int)`;

/** All digits of a double: a cast alone would not keep them. */
export const exact = (value: RawQueryFragment) => sql`${value}::text::numeric`;

/** A sum of decimals over how many they are; null of none. PostgreSQL refuses to make a double of a decimal that is too small for one. */
export const exactQuotient = (sum: RawQueryFragment, count: RawQueryFragment) =>
  sql`round(${sum} / nullif(${count}, 0), 300)::float8`;

/** A mean that does not go by the order of its rows, as one of floats does; null of none. */
export const exactMean = (value: RawQueryFragment, over: RawQueryFragment = sql``) =>
  exactQuotient(sql`sum(${exact(value)}) ${over}`, sql`count(${value}) ${over}`);
