import type { TestProject } from "vitest/node";
import { createOrm } from "../orm.ts";
import { migrate } from "../migrate.ts";
import { pgliteSnapshot } from "./pglite-snapshot.ts";
import { createPostgresqlDatabase } from "./postgresql-database.ts";
import { startPostgresql } from "./postgresql-server.ts";
import type { ProvidedDatabases } from "./provided-databases.ts";

/** Once per test run: one PostgreSQL server, and a migrated empty database of each engine to copy from. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgresql();
  const template = await createPostgresqlDatabase(server.url);
  const orm = await createOrm({ databaseUrl: template.url });
  await migrate(orm);
  await orm.close();
  const databases: ProvidedDatabases = {
    pgliteSnapshot: await pgliteSnapshot(),
    postgresqlUrl: server.url,
    postgresqlTemplate: template.url,
  };
  project.provide("evalboardDatabases", databases);
  return async () => {
    await template.drop();
    await server.stop();
  };
}
