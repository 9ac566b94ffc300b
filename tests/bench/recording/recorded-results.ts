import { createClient, type Client } from "@evalboard/client";
import { startServer } from "../../src/harness/start-server.ts";
import { type Bench, type Row, row } from "../harness/bench.ts";
import { inTurn } from "../harness/in-turn.ts";
import { copyRows } from "./copy-rows.ts";
import { copyLine, resultColumns, results } from "./results.ts";

const RESULTS = 5_000;
const PER_CALL = 1_000;

/** Results per second over HTTP, to the completion of their run, beside `psql \copy` of the same rows into the same table. */
export async function recordedResults(bench: Bench): Promise<Row[]> {
  const database = await (await bench.postgresql()).database();
  try {
    const folder = await bench.folder();
    await using postgresql = await startServer({ cwd: folder, env: { DATABASE_URL: database.url } });
    await using pglite = await startServer({ cwd: folder });
    const client = createClient({ url: postgresql.url });
    let runs = 0;
    const { copied, ...rates } = await inTurn(
      { rounds: 7 },
      {
        PostgreSQL: () => viaHttp(client, `run-${runs++}`),
        PGlite: () => viaHttp(createClient({ url: pglite.url }), `run-${runs++}`),
        copied: async () => {
          const runId = await started(client, `run-${runs++}`);
          const lines = results(0, RESULTS).map((result, index) => copyLine(runId, result, index));
          return perSecond(copyRows(database.url, folder, `run_results(${resultColumns})`, lines));
        },
      },
    );
    return Object.entries(rates).map(([engine, rate]) =>
      row(
        `results over HTTP, ${engine}`,
        { value: rate, unit: "/s" },
        { value: copied, unit: "/s", of: "psql \\copy" },
        // On PGlite it is the other engine's, and so a ratio without an aim.
        engine === "PostgreSQL" ? { least: 0.4 } : undefined,
      ),
    );
  } finally {
    await database.drop();
  }
}

async function started(client: Client, externalId: string): Promise<string> {
  const { runId } = await client.runs.record.start.mutate({
    externalId,
    model: { provider: "bench", name: "model" },
    dataset: { name: "bench" },
    prompt: { name: "bench", text: "bench" },
  });
  return runId;
}

async function viaHttp(client: Client, externalId: string): Promise<number> {
  const calls = Array.from({ length: RESULTS / PER_CALL }, (_, call) => results(call * PER_CALL, PER_CALL));
  const begun = performance.now();
  const runId = await started(client, externalId);
  for (const call of calls) await client.runs.record.addResults.mutate({ runId, results: call });
  await client.runs.record.complete.mutate({ runId });
  return perSecond(performance.now() - begun);
}

function perSecond(ms: number): number {
  return (RESULTS / ms) * 1_000;
}
