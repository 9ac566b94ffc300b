import { randomBytes } from "node:crypto";
import { createOrm } from "../orm.ts";

/** A database of its own; `drop` ends whoever is still connected. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** Creates a database on the server of `serverUrl`: a copy of the database `template`, else an empty one. */
export async function createPostgresqlDatabase(serverUrl: string, template?: string): Promise<TestDatabase> {
  const name = `evalboard_test_${randomBytes(8).toString("hex")}`;
  const copied = template === undefined ? "" : ` template "${databaseName(template)}"`;
  await execute(serverUrl, `create database "${name}"${copied}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => execute(serverUrl, `drop database if exists "${name}" with (force)`) };
}

function databaseName(url: string): string {
  return new URL(url).pathname.slice(1);
}

async function execute(url: string, sql: string): Promise<void> {
  const orm = await createOrm({ databaseUrl: url, connectionTimeoutMs: 60_000, statementTimeoutMs: 60_000 });
  try {
    await orm.em.getConnection().execute(sql);
  } finally {
    await orm.close();
  }
}
