import { MikroORM, createPostgreSqlTypeParsers } from "@mikro-orm/pglite";
import { ormConfig } from "../orm-config.ts";
import type { Orm } from "../orm.ts";
import { openPgliteThread } from "./pglite-thread.ts";
import { SupervisedPglite } from "./supervised-pglite.ts";

export interface PgliteOptions {
  /** The folder, or `undefined` for memory. */
  readonly dataDir?: string | undefined;
  /** The path of a tar to start from, as PGlite's `dumpDataDir("none")` makes it. */
  readonly snapshot?: string | undefined;
  readonly statementTimeoutMs: number;
}

/** Opens PGlite in a thread of its own. */
export async function openPglite(options: PgliteOptions): Promise<Orm> {
  const { dataDir, snapshot, statementTimeoutMs } = options;
  const textTypes = Object.keys(createPostgreSqlTypeParsers((text) => [text])).map(Number);
  const pglite = await SupervisedPglite.open({
    open: () => openPgliteThread({ dataDir, snapshot, textTypes }),
    durable: dataDir !== undefined,
    statementTimeoutMs,
  });
  const orm = new MikroORM({ ...ormConfig, driverOptions: { pglite: () => pglite } });
  await orm.connect();
  return {
    em: orm.em,
    migrator: orm.migrator,
    isConnected: () => orm.isConnected(),
    close: async () => {
      await orm.close();
      await pglite.close(); // what is supplied to the driver, the driver leaves open
    },
  };
}
