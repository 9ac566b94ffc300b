import { fillDemo, moveShipped, unpackShipped } from "@evalboard/demo";
import { prepareFacts } from "@evalboard/facts";
import { type GivenSettings, readEnv } from "./env.ts";
import { type Fill, orExplain, serve, type ServedFiles } from "./serve.ts";

export type { ServedFiles };

/** Serves your own board, a data folder or the PostgreSQL of DATABASE_URL, until a signal ends the process. */
export async function startBoard(given: GivenSettings = {}, asked: StartOptions = {}): Promise<void> {
  await orExplain(() => serve(readEnv(given), asked));
}

interface StartOptions {
  readonly files?: ServedFiles;
  /** Whether the server's zone becomes the board's. */
  readonly changeTimeZone?: boolean;
}

/** Where the demo's data lies: a folder of its own whatever the settings say, so that it never mixes with real runs. */
const DEMO_DIR = ".evalboard-demo";

/** Serves a board with demo data until a signal ends the process. */
export async function startDemo(given: GivenSettings = {}, files: ServedFiles = {}): Promise<void> {
  await orExplain(async () => {
    const env = {
      ...readEnv(given),
      DATABASE_URL: undefined,
      DATABASE_REPLICA_URLS: undefined,
      REDIS_URL: undefined,
      EVALBOARD_DATA_DIR: given.EVALBOARD_DATA_DIR ?? DEMO_DIR,
    };
    process.stdout.write("Preparing the demo data; the first time takes a moment …\n");
    if (files.demoArchive !== undefined) await unpackShipped(files.demoArchive, env.EVALBOARD_DATA_DIR);
    // Without time limits, as a migration is: on a busy machine a statement of many rows may take long.
    const fill: Fill = ({ orm, runs }) =>
      orm.withMigrator(async () => {
        const now = new Date();
        await moveShipped(orm, now);
        await fillDemo({ orm, runs, now, file: files.demoFile });
        // Before the first board is asked for, which would otherwise wait in turn with them.
        await prepareFacts({ orm, timeZone: env.EVALBOARD_TIME_ZONE, now });
      });
    // What it was in before is of no interest to anybody.
    await serve(env, { files, fill, changeTimeZone: true });
  });
}
