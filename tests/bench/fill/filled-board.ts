import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
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
  if (server.kept) return { ...(await server.kept(await keptName(runs), fill)), runs };
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

/** Another one when it is filled otherwise. */
async function keptName(runs: number): Promise<string> {
  const hash = createHash("sha256").update(await readFile(join(import.meta.dirname, "fill-runs.ts")));
  return `evalboard_bench_${runs}_${hash.digest("hex").slice(0, 8)}`;
}
