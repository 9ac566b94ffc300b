import { cpus } from "node:os";
import { createOrm, FactGeneration, migrate } from "@evalboard/db";
import { createPostgresqlDatabase, startPostgresql } from "@evalboard/db/testing";
import { rebuildFacts } from "@evalboard/facts";
import { createRunStore } from "@evalboard/runs";
import { AddResults, StartRun } from "@evalboard/runs/contract";

/*
 * Completions per second with 16 at once on PostgreSQL, with facts as a ratio to those without: measured in turn within
 * one run, the median of the rounds. All complete now, so that all add to the same rows of the board.
 */
const ROUNDS = 7;
const WRITERS = 16;
const RUNS_A_ROUND = 400;
const RESULTS_A_RUN = 30;

const postgresql = await startPostgresql();
const database = await createPostgresqlDatabase(postgresql.url);
const orm = await createOrm({ databaseUrl: database.url, maxConnections: WRITERS });
await migrate(orm);
const runs = createRunStore({ orm });
const rates = { without: [] as number[], with: [] as number[] };
for (let round = 0; round < ROUNDS; round++) {
  await orm.em.fork().nativeDelete(FactGeneration, {});
  rates.without.push(await completionsPerSecond(`without-${round}`));
  await rebuildFacts({ orm, timeZone: "Europe/Berlin", now: new Date() });
  rates.with.push(await completionsPerSecond(`with-${round}`));
}
const [bare, kept] = [median(rates.without), median(rates.with)];
process.stdout.write(`Node ${process.version}, ${cpus()[0]?.model}, ${cpus().length} CPUs, PostgreSQL\n`);
process.stdout.write(`${WRITERS} writers, ${RESULTS_A_RUN} results a run, median of ${ROUNDS} rounds\n`);
process.stdout.write(`without facts ${bare.toFixed(0).padStart(6)} completions/s\n`);
process.stdout.write(`with facts    ${kept.toFixed(0).padStart(6)} completions/s  ${(kept / bare).toFixed(2)}\n`);
await orm.close();
await database.drop();
await postgresql.stop();

async function completionsPerSecond(name: string): Promise<number> {
  const waiting = await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      const ids: string[] = [];
      for (let index = writer; index < RUNS_A_ROUND; index += WRITERS) {
        ids.push(await recorded(`${name}-${index}`, index));
      }
      return ids;
    }),
  );
  const begun = performance.now();
  await Promise.all(
    waiting.map(async (ids) => {
      for (const runId of ids) await runs.complete({ runId });
    }),
  );
  return (RUNS_A_ROUND / (performance.now() - begun)) * 1_000;
}

async function recorded(externalId: string, index: number): Promise<string> {
  const start = StartRun.parse({
    externalId,
    model: { provider: "bench", name: `model-${index % 12}` },
    dataset: { name: `dataset-${index % 10}` },
    prompt: { name: `prompt-${index % 5}`, text: "text" },
  });
  const { runId } = await runs.start(start);
  const results = Array.from({ length: RESULTS_A_RUN }, (_, item) => ({
    itemKey: `item-${item}`,
    score: (item % 5) / 4,
    latencyMs: 200 + ((index * 131 + item * 977) % 3_000),
    costUsd: 0.0003,
  }));
  await runs.addResults(AddResults.parse({ runId, results }));
  return runId;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
