import type { EntityCtor } from "@mikro-orm/core";
import { CompiledQuery } from "kysely";
import type { Em } from "./orm.ts";

// Many rows as one parameter, a JSON text. MikroORM writes the values of a statement into it, each text character by character;
// beneath it, Kysely sends them as they are.

/** Inserts these properties of the rows; one that a row lacks is null, a reference is its id. */
export async function insertRows<Row extends object>(
  em: Em,
  entity: EntityCtor<object>,
  properties: readonly (keyof Row & string)[],
  rows: readonly Row[],
): Promise<void> {
  const { table, columns } = columnsOf(em, entity, properties);
  const names = columns.map(({ name }) => `"${name}"`).join();
  const sql = `insert into ${table} (${names}) select ${names} from ${sentAs(columns)}`;
  await send(em, sql, rowsOf(columns, rows));
}

/** Sets these properties of the rows that have these ids; one that a row lacks becomes null. */
export async function updateRows<Row extends { readonly id: string }>(
  em: Em,
  entity: EntityCtor<object>,
  properties: readonly (keyof Row & string)[],
  rows: readonly Row[],
): Promise<void> {
  const { table, columns } = columnsOf(em, entity, properties);
  const sent = [{ property: "id" as const, name: "id", type: "uuid" }, ...columns];
  const changes = columns.map(({ name }) => `"${name}" = sent."${name}"`).join();
  const sql = `update ${table} set ${changes} from ${sentAs(sent)} where ${table}.id = sent.id`;
  await send(em, sql, rowsOf(sent, rows));
}

interface Column<Property> {
  readonly property: Property;
  readonly name: string;
  readonly type: string;
}

function columnsOf<Property extends string>(
  em: Em,
  entity: EntityCtor<object>,
  properties: readonly Property[],
): { table: string; columns: Column<Property>[] } {
  const { tableName, props } = em.getMetadata().get(entity);
  const known = new Map(props.map((property) => [String(property.name), property]));
  return {
    table: `"${tableName}"`,
    columns: properties.map((property) => {
      const { fieldNames: [name] = [], columnTypes: [type] = [] } = known.get(property) ?? {};
      if (name === undefined || type === undefined) throw new TypeError(`${property} is not stored`);
      return { property, name, type };
    }),
  };
}

function sentAs(columns: readonly Column<string>[]): string {
  const typed = columns.map(({ name, type }) => `"${name}" ${type}`).join();
  return `json_to_recordset($1::json) as sent (${typed})`;
}

function rowsOf<Row extends object>(columns: readonly Column<keyof Row>[], rows: readonly Row[]): string {
  const named = rows.map((row) => {
    const values: Record<string, unknown> = {};
    for (const { property, name } of columns) {
      if (row[property] !== null) values[name] = row[property];
    }
    return values;
  });
  return JSON.stringify(named);
}

/** In the transaction of `em`, and told of like every other statement. */
async function send(em: Em, query: string, rows: string): Promise<void> {
  const begunMs = performance.now();
  const tell = (level: "info" | "error") =>
    em.config.getLogger().logQuery({ query, took: performance.now() - begunMs, level });
  try {
    await em.getKysely().executeQuery(CompiledQuery.raw(query, [rows]));
  } catch (error) {
    tell("error");
    if (!(error instanceof Error)) throw error;
    throw em.getPlatform().getExceptionConverter().convertException(error);
  }
  tell("info");
}
