import { createOrm } from "@evalboard/db";

/** A database's own prompt. */
export interface OpenSql {
  execute(sql: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** Opens one for several statements. */
export async function openSql(databaseUrl: string): Promise<OpenSql> {
  const orm = await createOrm({ databaseUrl, statementTimeoutMs: 60_000 });
  return { execute: (sql) => orm.em.getConnection().execute(sql), close: () => orm.close() };
}

/** What a person at the database's own prompt does: no part of the server hears of it. Gives the rows. */
export async function executeSql(databaseUrl: string, sql: string): Promise<Record<string, unknown>[]> {
  const open = await openSql(databaseUrl);
  try {
    return await open.execute(sql);
  } finally {
    await open.close();
  }
}
