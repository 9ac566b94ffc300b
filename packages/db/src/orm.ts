import { Migrator } from "@mikro-orm/migrations";
import { MikroORM as PgliteMikroORM } from "@mikro-orm/pglite";
import { MikroORM as PostgreSqlMikroORM } from "@mikro-orm/postgresql";
import type { IMigrator, SqlEntityManager, SqlOptions } from "@mikro-orm/sql";
import { Dataset } from "./entities/dataset.ts";
import { Model } from "./entities/model.ts";
import { PromptVersion } from "./entities/prompt-version.ts";
import { Prompt } from "./entities/prompt.ts";
import { RunResult } from "./entities/run-result.ts";
import { Run } from "./entities/run.ts";
import { migrations } from "./migrations/index.ts";

/** Where the data lies: a PostgreSQL, else a PGlite folder, else (both absent) memory. */
export interface OrmOptions {
  readonly databaseUrl?: string | undefined;
  readonly dataDir?: string | undefined;
}

/** One unit of work's entity manager. */
export type Em = SqlEntityManager;

/** An open database. Fork `em` for every unit of work. */
export interface Orm {
  readonly em: Em;
  readonly migrator: IMigrator;
  close(): Promise<void>;
}

const shared = {
  entities: [Model, Dataset, Prompt, PromptVersion, Run, RunResult],
  extensions: [Migrator],
  migrations: {
    migrationsList: migrations,
    path: `${import.meta.dirname}/migrations`,
    snapshotName: "snapshot",
    snapshotOnMigrate: false,
  },
} satisfies SqlOptions;

/** Opens the database. Nothing is kept in the module: each call is an opening of its own. */
export async function createOrm(options: OrmOptions): Promise<Orm> {
  const orm =
    options.databaseUrl === undefined
      ? new PgliteMikroORM({ ...shared, dbName: options.dataDir ?? "memory://" })
      : new PostgreSqlMikroORM({ ...shared, clientUrl: options.databaseUrl });
  await orm.connect();
  return orm;
}
