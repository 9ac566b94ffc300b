import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { rebuildFacts } from "@evalboard/facts";
import type { BenchDatabase, PostgresqlServer } from "../harness/shared-postgresql.ts";
import { fillItemFacts, fillRuns } from "./fill-runs.ts";

/** A board of so many runs, and its facts. */
export interface FilledBoard extends BenchDatabase {
  readonly runs: number;
}

/** The reporting zone of filled boards. */
export const timeZone = "UTC";

/** Nobody waits for a step of building their facts, and larger ones are quicker in all. */
export const buildLimits = { runs: 100_000, results: 10_000_000 } as const;

/** On the server, in a database of its own or in the one that is kept. */
export async function filledBoard(
  server: Pick<PostgresqlServer, "database" | "kept">,
  runs: number,
  say: (what: string) => void,
): Promise<FilledBoard> {
  const fill = (database: BenchDatabase) => fillBoard(database, runs, say);
  if (server.kept) {
    const kept = await server.kept(await keptName(runs), fill);
    // What the last bench left in it.
    for (const sql of ["truncate kept_reports", "vacuum analyze facts"]) await kept.execute(sql);
    return { ...kept, runs };
  }
  const database = await server.database();
  await fill(database);
  return { ...database, runs };
}

async function fillBoard(database: BenchDatabase, runs: number, say: (what: string) => void): Promise<void> {
  const begun = performance.now();
  await fillRuns(database.orm, runs, say);
  const filled = performance.now();
  await rebuildFacts({ orm: database.orm, timeZone, now: new Date(), limits: buildLimits });
  await fillItemFacts(database.orm);
  await database.execute("vacuum analyze");
  const [fillMs, rebuildMs] = [filled - begun, performance.now() - filled];
  say(
    `${runs} runs filled in ${(fillMs / 1_000).toFixed(1)} s, their facts in ${(rebuildMs / 1_000).toFixed(1)} s`,
  );
}

/** Another one when it is filled, or its facts are made, otherwise. */
async function keptName(runs: number): Promise<string> {
  const hash = createHash("sha256");
  for (const file of await sources()) hash.update(await readFile(file));
  return `evalboard_bench_${runs}_${hash.digest("hex").slice(0, 8)}`;
}

async function sources(): Promise<string[]> {
  const facts = join(import.meta.dirname, "../../../packages/facts/src");
  const files = (await readdir(facts)).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  return [join(import.meta.dirname, "fill-runs.ts"), ...files.toSorted().map((name) => join(facts, name))];
}
