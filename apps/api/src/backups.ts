import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import {
  type BackupSummary,
  checkBackup,
  createOrm,
  fillEmpty,
  FolderInUseError,
  holdsDatabase,
  type Orm,
  readBoard,
  restoreFolder,
  writeBackup,
} from "@evalboard/db";
import { type GivenSettings, readEnv } from "./env.ts";
import type { MakeBackup } from "./http/backup-route.ts";

/** What a running server makes backups by: beside its data folder, where there is room for it, or else among temporary files. */
export function backupsOf(orm: Orm, dataDir: string | undefined): MakeBackup {
  return async () => {
    const folder = await mkdtemp(
      dataDir === undefined ? join(tmpdir(), "evalboard-backup-") : `${dataDir}.backup-`,
    );
    try {
      const path = join(folder, "board.evalboard");
      await writeBackup(orm, path, new Date());
      return path;
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  };
}

/** A backup was written, or there is none to write here: another process has the folder open, or it holds no board. */
type LocalBackup =
  | { readonly kind: "written"; readonly place: string; readonly summary: BackupSummary }
  | { readonly kind: "in use"; readonly pid: number | undefined; readonly message: string }
  | { readonly kind: "none"; readonly folder: string };

/**
 * Backs up the board that the settings name, without a server: the PostgreSQL of DATABASE_URL, unless a folder is given, or the data
 * folder. Throws what keeps it from that.
 */
export async function backupHere(file: string, given: GivenSettings): Promise<LocalBackup> {
  const { databaseUrl, folder } = placeOf(given);
  if (databaseUrl === undefined && !holdsDatabase(folder)) return { kind: "none", folder };
  const place = databaseUrl === undefined ? folder : "the PostgreSQL of DATABASE_URL";
  try {
    const where = databaseUrl === undefined ? { dataDir: folder } : { databaseUrl };
    const summary = await closing(await createOrm(where), (orm) => writeBackup(orm, file, new Date()));
    return { kind: "written", place, summary };
  } catch (error) {
    if (error instanceof FolderInUseError) return { kind: "in use", pid: error.pid, message: error.message };
    throw error;
  }
}

/** Gives what a file holds; throws where it is no whole backup. */
export async function checkFile(file: string): Promise<BackupSummary> {
  return (await checkBackup(file)).summary;
}

interface Restored {
  readonly place: string;
  readonly summary: BackupSummary;
  /** Where the folder is that was replaced; null where there was none. */
  readonly aside: string | null;
}

/** Makes the board that the settings name from a backup; see `backupHere`. A PostgreSQL must be empty. */
export async function restoreHere(file: string, replace: boolean, given: GivenSettings): Promise<Restored> {
  const backup = await checkBackup(file);
  const { summary } = backup;
  const { databaseUrl, folder } = placeOf(given);
  if (databaseUrl === undefined) {
    const aside = await restoreFolder(backup, folder, { replace, now: new Date() });
    return { place: folder, summary, aside };
  }
  if (replace) {
    throw new Error(
      "--replace is for a data folder: create an empty PostgreSQL database beside the old one, and set DATABASE_URL to it",
    );
  }
  await closing(await createOrm({ databaseUrl }), (orm) => fillEmpty(orm, backup));
  return { place: "the PostgreSQL of DATABASE_URL", summary, aside: null };
}

interface Moved {
  readonly folder: string;
  readonly runs: number;
  readonly results: number;
  /** In all tables. */
  readonly rows: number;
}

/** Takes the board of the data folder to an empty PostgreSQL: that of `to`, or of DATABASE_URL. The folder stays as it is. */
export async function moveHere(to: string | undefined, given: GivenSettings): Promise<Moved> {
  const env = readEnv(given);
  const databaseUrl = to ?? env.DATABASE_URL;
  if (databaseUrl === undefined) {
    throw new Error("say where to: --to postgresql://user:password@host:5432/database, or set DATABASE_URL");
  }
  const folder = resolve(env.EVALBOARD_DATA_DIR);
  if (!holdsDatabase(folder))
    throw new Error(`there is no board in ${folder}; say which folder by --data-dir`);
  return closing(await createOrm({ databaseUrl }), async (target) =>
    closing(await createOrm({ dataDir: folder }), (source) =>
      readBoard(source, async (board) => {
        await fillEmpty(target, board);
        const { tallies } = board.totals();
        const rowsOf = (table: string) => tallies.get(table)?.rows ?? 0;
        const rows = [...tallies.values()].reduce((sum, tally) => sum + tally.rows, 0);
        return { folder, runs: rowsOf("runs"), results: rowsOf("run_results"), rows };
      }),
    ),
  );
}

/** The PostgreSQL, where one is set and no folder is said; else the folder. */
function placeOf(given: GivenSettings): {
  readonly databaseUrl: string | undefined;
  readonly folder: string;
} {
  const env = readEnv(given);
  const isFolder = given.EVALBOARD_DATA_DIR !== undefined;
  return { databaseUrl: isFolder ? undefined : env.DATABASE_URL, folder: resolve(env.EVALBOARD_DATA_DIR) };
}

async function closing<T>(orm: Orm, work: (orm: Orm) => Promise<T>): Promise<T> {
  try {
    return await work(orm);
  } finally {
    await orm.close();
  }
}
