import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createZstdCompress } from "node:zlib";
import type { Em, Orm } from "../orm.ts";
import { type BackupSummary, MAGIC, summaryOf, VERSION } from "./backup-format.ts";
import {
  listMigrations,
  listSequences,
  listTables,
  readRows,
  readWhole,
  type Tally,
  tallyRows,
} from "./tables.ts";

/** The database holds no board: it has never been migrated. */
export class NoBoardError extends Error {
  override readonly name = "NoBoardError";
}

/**
 * Writes all rows of a database as they are at one moment to the file `path`, which is there once it is whole; until then it is
 * `<path>.part`. On PGlite nobody else is answered meanwhile, for there is one connection; on PostgreSQL nobody waits.
 * @throws NoBoardError; what the database or the file system throws
 */
export async function writeBackup(
  orm: Pick<Orm, "withoutTimeLimits">,
  path: string,
  now: Date,
): Promise<BackupSummary> {
  const partial = `${path}.part`;
  try {
    const summary = await readWhole(orm, async (em) => {
      const backup = describeBackup(em, now);
      await pipeline(
        Readable.from(backup.text()),
        createZstdCompress(),
        createWriteStream(partial, { mode: 0o600 }),
      );
      return backup.summary();
    });
    await flushFile(partial);
    await rename(partial, path);
    return summary;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** Renamed before its bytes are on the disk, a power loss could leave an empty file under the whole one's name. */
async function flushFile(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function describeBackup(em: Em, now: Date) {
  const madeAt = now.toISOString();
  const tallies = new Map<string, Tally>();
  async function* lines(): AsyncGenerator<string> {
    const migrations = await listMigrations(em);
    if (migrations.length === 0) throw new NoBoardError("there is no board in this database");
    const tables = await listTables(em);
    yield line([MAGIC, VERSION, { madeAt, migrations, tables }]);
    for (const table of tables) {
      const tally = tallyRows();
      yield line(["rows", table.name]);
      for await (const rows of readRows(em, table)) {
        rows.forEach((row) => tally.add(row));
        yield `${rows.join("\n")}\n`;
      }
      tallies.set(table.name, tally.tally());
    }
    yield line(["end", { tallies: Object.fromEntries(tallies), sequences: await listSequences(em) }]);
  }
  async function* text(): AsyncGenerator<string> {
    const hash = createHash("sha256");
    for await (const piece of lines()) {
      hash.update(piece);
      yield piece;
    }
    yield line(["sha256", hash.digest("hex")]);
  }
  return { text, summary: () => summaryOf(madeAt, tallies) };
}

const line = (value: unknown) => `${JSON.stringify(value)}\n`;
