import { type EntityCtor, type QueryResult, raw } from "@mikro-orm/core";
import type { Em } from "./orm.ts";

// Many rows as one JSON text: a parameter for each of thousands of values costs more than to store them.

/** Inserts these properties of the rows; one that a row lacks is null, a reference is its id. */
export async function insertRows<Row extends object>(
  em: Em,
  entity: EntityCtor<object>,
  properties: readonly (keyof Row & string)[],
  rows: readonly Row[],
): Promise<void> {
  const { table, columns } = columnsOf(em, entity, properties);
  const names = columns.map(({ column }) => column).join();
  await em.execute<QueryResult>(
    raw(`insert into ${table} (${names}) select ${names} from ${sentAs(columns)}`, [sentRows(columns, rows)]),
    [],
    "run",
  );
}

/** Sets these properties of the rows that have these ids; one that a row lacks becomes null. */
export async function updateRows<Row extends { readonly id: string }>(
  em: Em,
  entity: EntityCtor<object>,
  properties: readonly (keyof Row & string)[],
  rows: readonly Row[],
): Promise<void> {
  const { table, columns } = columnsOf(em, entity, properties);
  const id = { property: "id", column: '"id"', type: "uuid" };
  const changes = columns.map(({ column }) => `${column} = sent.${column}`).join();
  await em.execute<QueryResult>(
    raw(`update ${table} set ${changes} from ${sentAs([id, ...columns])} where ${table}.id = sent.id`, [
      sentRows([id, ...columns], rows),
    ]),
    [],
    "run",
  );
}

interface Column {
  readonly property: string;
  /** In quotes. */
  readonly column: string;
  readonly type: string;
}

function columnsOf(
  em: Em,
  entity: EntityCtor<object>,
  properties: readonly string[],
): { table: string; columns: Column[] } {
  const { tableName, props } = em.getMetadata().get(entity);
  const known = new Map(props.map((property) => [String(property.name), property]));
  return {
    table: `"${tableName}"`,
    columns: properties.map((property) => {
      const { fieldNames: [name] = [], columnTypes: [type] = [] } = known.get(property) ?? {};
      if (name === undefined || type === undefined) throw new TypeError(`${property} is not stored`);
      return { property, column: `"${name}"`, type };
    }),
  };
}

function sentAs(columns: readonly Column[]): string {
  const typed = columns.map(({ column, type }) => `${column} ${type}`).join();
  return `json_to_recordset(?::json) as sent (${typed})`;
}

function sentRows(columns: readonly Column[], rows: readonly object[]): string {
  const named = rows.map((row) => {
    const values = new Map(Object.entries(row));
    return Object.fromEntries(
      columns.map(({ property, column }) => [column.slice(1, -1), values.get(property) ?? null]),
    );
  });
  return JSON.stringify(named);
}
