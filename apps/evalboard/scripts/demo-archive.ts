import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { constants, zstdCompress } from "node:zlib";
import { createOrm, migrate } from "@evalboard/db";
import { fillDemo, shippedAt } from "@evalboard/demo";
import { createRunStore } from "@evalboard/runs";
import { createTar, type TarFileInput } from "nanotar";

/**
 * A demo that was filled at `shippedAt`, as a tar of its data folder that is compressed with Zstandard.
 * @param level how hard to compress, from 1 to 22
 */
export async function demoArchive(level: number): Promise<Uint8Array> {
  const dataDir = await mkdtemp(join(tmpdir(), "evalboard-demo-"));
  try {
    const lastLog = await fill(dataDir);
    return await pack(dataDir, lastLog, level);
  } finally {
    await rm(dataDir, { recursive: true });
    await rm(`${dataDir}.lock`, { recursive: true, force: true });
  }
}

/** Gives the name of the write-ahead log's file in which the database was closed; nothing of the others is needed. */
async function fill(dataDir: string): Promise<string> {
  const orm = await createOrm({ dataDir, statementTimeoutMs: 600_000 });
  await migrate(orm);
  await fillDemo({ orm, runs: createRunStore({ orm, now: () => shippedAt }), now: shippedAt });
  // Not analyzed: statistics of runs of that year would have the planner believe that there are none of this one.
  for (const statement of ["checkpoint", "select pg_switch_wal()", "checkpoint"]) {
    await orm.em.execute(statement);
  }
  const [row] = await orm.em.execute<readonly { name: string }[]>(
    "select pg_walfile_name(pg_current_wal_insert_lsn()) as name",
  );
  await orm.close();
  if (row === undefined) throw new Error("the database does not say where its log is");
  return row.name;
}

/** How much of the log was written since it was switched is far less, bytes; behind it lies what was there before. */
const LOG_USED = 1024 * 1024;

async function pack(dataDir: string, lastLog: string, level: number): Promise<Uint8Array> {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  const items: TarFileInput[] = [];
  // One after another: there are more than a process may have open.
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(dataDir.length + 1);
    const isLog = /^pg_wal\/[0-9A-F]{24}$/.test(name);
    if (entry.isDirectory()) {
      items.push({ name: `${name}/`, attrs: { mode: "700", mtime: 0 } });
    } else if (!isLog || entry.name === lastLog) {
      const data = await readFile(path);
      items.push({ name, data: isLog ? data.fill(0, LOG_USED) : data, attrs: { mode: "600", mtime: 0 } });
    }
  }
  const tar = createTar(items);
  return promisify(zstdCompress)(tar, {
    params: {
      [constants.ZSTD_c_compressionLevel]: level,
      [constants.ZSTD_c_windowLog]: 26,
    },
  });
}
