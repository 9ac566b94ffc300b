import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { zstdDecompress } from "node:zlib";
import type { Orm } from "@evalboard/db";
import { parseTar } from "nanotar";
import { DEMO_PREFIX } from "./day-runs.ts";
import { latestDemoRun } from "./fill.ts";
import { importBegan } from "./import-file.ts";

// Filling takes the database long. A package may bring a filled folder instead, made at `shippedAt`: its runs are moved by
// whole weeks up to now. Chance goes by the days since the fill and by the day of the week, so that is what a fill on that
// Sunday would have made, and the days since then are added as ever.

/** When the demo that is shipped was filled: the end of a Sunday, so long ago that no run is moved to where another was. */
export const shippedAt = new Date("2001-01-07T23:59:59.999Z");

const WEEK_HOURS = 7 * 24;

/**
 * Makes the data folder from `archive`, a tar compressed with Zstandard, where there is none yet.
 * Whoever is stopped meanwhile leaves no half of it, and of two at once one wins.
 */
export async function unpackShipped(archive: string, dataDir: string): Promise<void> {
  const folder = resolve(dataDir);
  if (existsSync(folder)) return;
  await mkdir(dirname(folder), { recursive: true });
  const partial = await mkdtemp(`${folder}.`);
  try {
    const tar = await promisify(zstdDecompress)(await readFile(archive));
    // Copied: the library reads the whole buffer that a view is of.
    for (const { name, type, data } of parseTar(new Uint8Array(tar))) {
      const path = join(partial, name);
      if (type === "directory") await mkdir(path, { recursive: true, mode: 0o700 });
      else await writeFile(path, data ?? "", { mode: 0o600 });
    }
    await rename(partial, folder);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/** Moves the runs of a folder that was shipped to where they would be, had it been filled this week; else does nothing. */
export async function moveShipped(orm: Pick<Orm, "em">, now: Date): Promise<void> {
  await orm.em.fork().transactional(async (em) => {
    const latest = await latestDemoRun(em);
    if (latest === null || latest.startedAt > shippedAt) return;
    const weeks = Math.floor((now.getTime() - shippedAt.getTime()) / (WEEK_HOURS * 3_600_000));
    const by = `${weeks * WEEK_HOURS} hours`;
    // demo/2001-01-07/001
    const dateAt = DEMO_PREFIX.length + 1;
    // A run that has ended is never changed: but these are not recorded yet.
    await em.execute("set local session_replication_role = replica");
    await em.execute(
      `update runs set started_at = started_at + ?::interval, completed_at = completed_at + ?::interval,
         failed_at = failed_at + ?::interval,
         external_id = ? || to_char(substr(external_id, ?, 10)::date + ?::int, 'YYYY-MM-DD') || substr(external_id, ?)
       where external_id like ?`,
      [by, by, by, DEMO_PREFIX, dateAt, weeks * 7, dateAt + 10, `${DEMO_PREFIX}%`],
    );
    // What was imported is of today, as it is after a fill.
    const began = importBegan(now);
    await em.execute(
      `update runs set completed_at = ?::timestamptz + (completed_at - started_at), started_at = ?
       where external_id not like ?`,
      [began, began, `${DEMO_PREFIX}%`],
    );
    await em.execute(
      `update prompt_versions version set created_at = created_at + ?::interval,
         first_run_at = (select min(started_at) from runs where prompt_version_id = version.id)`,
      [by],
    );
    await em.execute("set local session_replication_role = default");
  });
}
