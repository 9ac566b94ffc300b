import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { migrate } from "../migrate.ts";
import { createOrm } from "../orm.ts";

const cacheDir = join(import.meta.dirname, "../../node_modules/.cache/pglite-snapshots");
const migrationsDir = join(import.meta.dirname, "../migrations");

/** The path of a tar that holds a migrated, empty PGlite; made where it is missing, kept while the migrations stay. */
export async function pgliteSnapshot(): Promise<string> {
  const key = await contentKey();
  const path = join(cacheDir, `${key}.tar`);
  if (existsSync(path)) return path;
  await mkdir(cacheDir, { recursive: true });
  const outdated = (await readdir(cacheDir)).filter((name) => !name.startsWith(key));
  await Promise.all(outdated.map((name) => rm(join(cacheDir, name), { force: true })));
  const partial = `${path}.${process.pid}`;
  await writeFile(partial, await dumpMigrated());
  await rename(partial, path); // at once, for another test run may be reading
  return path;
}

async function dumpMigrated(): Promise<Uint8Array> {
  const dataDir = await mkdtemp(join(tmpdir(), "evalboard-pglite-"));
  const orm = await createOrm({ dataDir });
  await migrate(orm);
  await orm.close();
  const pglite = await PGlite.create(dataDir);
  const dump = await pglite.dumpDataDir("none");
  await pglite.close();
  await rm(dataDir, { recursive: true });
  return new Uint8Array(await dump.arrayBuffer());
}

async function contentKey(): Promise<string> {
  const hash = createHash("sha256");
  const require = createRequire(import.meta.url);
  hash.update(await readFile(require.resolve("@electric-sql/pglite")));
  for (const file of (await readdir(migrationsDir)).toSorted()) {
    hash.update(file).update(await readFile(join(migrationsDir, file)));
  }
  return hash.digest("hex").slice(0, 16);
}
