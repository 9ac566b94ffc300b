import { createOrm } from "@evalboard/db";

/** What a person at the database's own prompt does: no part of the server hears of it. Gives the rows. */
export async function executeSql(databaseUrl: string, sql: string): Promise<Record<string, unknown>[]> {
  const orm = await createOrm({ databaseUrl, statementTimeoutMs: 60_000 });
  try {
    return await orm.em.getConnection().execute(sql);
  } finally {
    await orm.close();
  }
}
