import type { TestProject } from "vitest/node";
import { createOrm } from "../orm.ts";
import { migrate } from "../migrate.ts";
import { pgliteSnapshot } from "./pglite-snapshot.ts";
import { createPostgresqlDatabase } from "./postgresql-database.ts";
import { startPostgresql } from "./postgresql-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** What `createTestOrm` copies: a tar's path, and the URLs of a server and of a migrated database there. */
    evalboardDatabases: { pgliteSnapshot: string; postgresqlUrl: string; postgresqlTemplate: string };
  }
}

/** Once per test run: one PostgreSQL server, and a migrated empty database of each engine to copy from. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgresql();
  const template = await createPostgresqlDatabase(server.url);
  const orm = await createOrm({ databaseUrl: template.url });
  await migrate(orm);
  await orm.close();
  project.provide("evalboardDatabases", {
    pgliteSnapshot: await pgliteSnapshot(),
    postgresqlUrl: server.url,
    postgresqlTemplate: template.url,
  });
  return async () => {
    await template.drop();
    await server.stop();
  };
}
