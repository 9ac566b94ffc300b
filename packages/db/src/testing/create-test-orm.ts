import { createOrm, type Orm } from "../orm.ts";
import { openPglite } from "../pglite/open-pglite.ts";
import { createPostgresqlDatabase } from "./postgresql-database.ts";
import { providedDatabases } from "./provided-databases.ts";

/** The engines that every database test runs on. */
export const engines = ["pglite", "postgresql"] as const;
export type Engine = (typeof engines)[number];

/** A busy machine is no reason to fail. */
const patience = { statementTimeoutMs: 60_000, connectionTimeoutMs: 60_000 };

/**
 * A migrated, empty database of its own; `close` ends it.
 * @throws where the vitest config lacks `globalSetup: "@evalboard/db/testing/global-setup"`
 */
export async function createTestOrm(engine: Engine): Promise<Orm> {
  return engine === "pglite" ? createPgliteTestOrm() : createPostgresqlTestOrm();
}

async function createPgliteTestOrm(): Promise<Orm> {
  const { pgliteSnapshot } = providedDatabases();
  // A file of tests ends before an optimized database would have paid for its optimizing.
  return openPglite({ snapshot: pgliteSnapshot, lowMemory: true, ...patience });
}

async function createPostgresqlTestOrm(): Promise<Orm> {
  const { postgresqlUrl, postgresqlTemplate } = providedDatabases();
  const database = await createPostgresqlDatabase(postgresqlUrl, postgresqlTemplate);
  const orm = await createOrm({ databaseUrl: database.url, ...patience });
  return {
    ...orm,
    close: async () => {
      await orm.close();
      await database.drop();
    },
  };
}
