import { createPostgreSqlTypeParsers, MikroORM } from "@mikro-orm/pglite";
import { guardQuestionMarks, ormConfig } from "../orm-config.ts";
import type { Orm } from "../orm.ts";
import { lockFolder } from "./lock-folder.ts";
import { SupervisedPglite } from "./supervised.ts";
import { openPgliteThread } from "./thread.ts";

export interface PgliteOptions {
  /** The folder, or `undefined` for memory. */
  readonly dataDir?: string | undefined;
  /** The path of a tar to start from, as PGlite's `dumpDataDir("none")` makes it. */
  readonly snapshot?: string | undefined;
  readonly statementTimeoutMs: number;
}

/** The object ids of the types that MikroORM wants as text, as where it opens PGlite itself. */
const textTypes = Object.keys(createPostgreSqlTypeParsers((text) => [text])).map(Number);

/**
 * Opens PGlite in a thread of its own, and holds its folder's lock until `close`.
 * @throws FolderInUseError
 */
export async function openPglite(options: PgliteOptions): Promise<Orm> {
  const { dataDir, snapshot, statementTimeoutMs } = options;
  const lock = dataDir === undefined ? undefined : await lockFolder(dataDir);
  const open = () => openPgliteThread({ dataDir: lock?.folder, snapshot, textTypes });
  const durable = lock !== undefined;
  try {
    const pglite = await SupervisedPglite.open({ open, durable, statementTimeoutMs });
    const orm = new MikroORM({ ...ormConfig, driverOptions: { pglite: () => pglite } });
    guardQuestionMarks(orm);
    await orm.connect();
    return {
      em: orm.em,
      migrator: orm.migrator,
      isConnected: () => orm.isConnected(),
      withMigrator: (work) => pglite.withoutTimeLimit(() => work(orm.migrator)),
      close: async () => {
        await orm.close();
        await pglite.close(); // what is supplied to the driver, the driver leaves open
        await lock?.release();
      },
    };
  } catch (error) {
    await lock?.release();
    throw error;
  }
}
