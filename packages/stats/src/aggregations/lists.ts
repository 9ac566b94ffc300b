import { type RawQueryFragment, sql } from "@mikro-orm/core";

// Rows as one row of arrays: what is read for one such row after the other has room in memory.

/** Each of these columns as an array, by its name. */
export function listsOf(rows: string, columns: readonly string[]): RawQueryFragment {
  return columns
    .map((column) => sql`array_agg(${sql.ref(`${rows}.${column}`)}) as ${sql.ref(column)}`)
    .reduce((list, one) => sql`${list}, ${one}`);
}

/** The columns of such rows, or of what they are unnested to. */
export function namesOf(rows: string | null, columns: readonly string[]): RawQueryFragment {
  return columns
    .map((column) => sql`${sql.ref(rows === null ? column : `${rows}.${column}`)}`)
    .reduce((list, one) => sql`${list}, ${one}`);
}
