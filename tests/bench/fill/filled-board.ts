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

/** Fills a database of its own on the server. */
export async function filledBoard(
  server: Pick<PostgresqlServer, "database">,
  runs: number,
  say: (what: string) => void,
): Promise<FilledBoard> {
  const database = await server.database();
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
  return { ...database, runs };
}
