import { totalmem } from "node:os";
import { setFlagsFromString } from "node:v8";
import { createPostgreSqlTypeParsers, MikroORM } from "@mikro-orm/pglite";
import { guardQuestionMarks, ormConfig } from "../orm-config.ts";
import type { Orm } from "../orm.ts";
import { type OnStatement, tellStatements } from "../statements.ts";
import { diskReserve } from "./disk-reserve.ts";
import { lockFolder } from "./lock-folder.ts";
import { DamagedFolderError, refuseForeignFiles } from "./damaged-folder.ts";
import { SupervisedPglite } from "./supervised.ts";
import { openPgliteThread } from "./thread.ts";

export interface PgliteOptions {
  /** The folder, or `undefined` for memory. */
  readonly dataDir?: string | undefined;
  /** The path of a tar to start from, as PGlite's `dumpDataDir("none")` makes it. */
  readonly snapshot?: string | undefined;
  readonly statementTimeoutMs: number;
  /** Default: where the process may have less than 2 GiB. */
  readonly lowMemory?: boolean | undefined;
  readonly onStatement?: OnStatement | undefined;
}

/** The object ids of the types that MikroORM wants as text, as where it opens PGlite itself. */
const textTypes = Object.keys(createPostgreSqlTypeParsers((text) => [text])).map(Number);

/**
 * Opens PGlite in a thread of its own, and holds its folder's lock until `close`.
 * @throws FolderInUseError; DamagedFolderError
 */
export async function openPglite(options: PgliteOptions): Promise<Orm> {
  const { dataDir, snapshot, statementTimeoutMs, lowMemory = hasLittleMemory(), onStatement } = options;
  if (lowMemory) optimizeNothing();
  const lock = dataDir === undefined ? undefined : await lockFolder(dataDir);
  const isThere = lock !== undefined && (await refuseForeignFiles(lock));
  const open = () => openPgliteThread({ dataDir: lock?.folder, snapshot, textTypes });
  const durable = lock !== undefined;
  const reserve = lock && diskReserve(lock.folder);
  try {
    const pglite = await SupervisedPglite.open({ open, durable, reserve, statementTimeoutMs }).catch(
      (cause: unknown) => {
        throw isThere ? new DamagedFolderError(lock.folder, cause) : cause;
      },
    );
    const orm = new MikroORM({
      ...ormConfig,
      ...tellStatements(onStatement),
      driverOptions: { pglite: () => pglite },
    });
    guardQuestionMarks(orm);
    await orm.connect();
    const units = countUnits(orm.em.getConnection());
    return {
      em: orm.em,
      migrator: orm.migrator,
      isShared: false,
      isConnected: async () => (units() === 0 ? orm.isConnected() : pglite.isOpen),
      load: () => ({
        connections: pglite.isOpen ? 1 : 0,
        maxConnections: 1,
        idleConnections: pglite.isOpen && units() === 0 ? 1 : 0,
        waiting: Math.max(0, units() - 1),
      }),
      withMigrator: (work) => pglite.withoutTimeLimit(() => work(orm.migrator)),
      withoutTimeLimits: (work) => pglite.withoutTimeLimit(() => work(orm.em.fork())),
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

/** By the machine, or the limit of its container. */
function hasLittleMemory(): boolean {
  // Without a limit it is 0, or more than any machine has.
  return Math.min(totalmem(), process.constrainedMemory() || Infinity) < 2 ** 31;
}

/**
 * V8 takes 607 MB for some seconds to optimize one function of PGlite's WebAssembly; what it compiles from now on stays as it is first
 * compiled. JavaScript is optimized as ever.
 */
function optimizeNothing(): void {
  setFlagsFromString("--no-wasm-tier-up");
  setFlagsFromString("--no-wasm-dynamic-tiering");
}

/**
 * How many units of work have asked for the one connection and are not done: transactions, and statements outside of one. They queue
 * within the query builder beneath MikroORM, which tells nobody.
 */
function countUnits(connection: Connection): () => number {
  let units = 0;
  const counted = <Result>(done: Promise<Result>): Promise<Result> => {
    units += 1;
    return done.finally(() => (units -= 1));
  };
  const execute = connection.execute.bind(connection);
  const transactional = connection.transactional.bind(connection);
  Object.assign(connection, {
    execute: (...statement: Parameters<Connection["execute"]>) => {
      const [, , , transaction] = statement;
      return transaction ? execute(...statement) : counted(execute(...statement));
    },
    transactional: (...asked: Parameters<Connection["transactional"]>) => {
      const [, { ctx } = {}] = asked;
      return ctx ? transactional(...asked) : counted(transactional(...asked));
    },
  });
  return () => units;
}

type Connection = ReturnType<MikroORM["em"]["getConnection"]>;
