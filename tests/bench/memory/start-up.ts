import { createOrm, migrate } from "@evalboard/db";
import { rebuildFacts } from "@evalboard/facts";
import { startServer } from "../../src/harness/start-server.ts";
import { buildLimits, filledBoard, timeZone } from "../fill/filled-board.ts";
import { fillRuns } from "../fill/fill-runs.ts";
import { type Bench, type Row, row } from "../harness/bench.ts";
import { inTurn } from "../harness/in-turn.ts";

const RUNS = 1_000_000;

/** From the start of the process until it says its address and is ready: with many runs beside an empty board. */
export async function startUp(bench: Bench): Promise<Row[]> {
  const runs = Math.min(RUNS, bench.maxRuns);
  const server = await bench.postgresql();
  bench.say(`filling ${runs} runs, on both engines`);
  const [empty, full] = [await server.database(), await filledBoard(server, runs, bench.say)];
  const [emptyFolder, fullFolder] = [await bench.folder(), await bench.folder()];
  try {
    await fillFolder(`${fullFolder}/.evalboard`, runs, bench.say);
    const times = await inTurn(
      { rounds: 5 },
      {
        first: async () => started(await bench.folder()),
        empty: () => started(emptyFolder),
        full: () => started(fullFolder),
        emptyPostgresql: () => started(emptyFolder, empty.url),
        fullPostgresql: () => started(emptyFolder, full.url),
      },
    );
    const ms = (value: number, of?: string) =>
      ({ value, unit: "ms", ...(of !== undefined && { of }) }) as const;
    return [
      row("first start, PGlite", ms(times.first), ms(times.empty, "a later one")),
      row(`start with ${runs} runs, PGlite`, ms(times.full), ms(times.empty, "empty")),
      row(
        `start with ${runs} runs, PostgreSQL`,
        ms(times.fullPostgresql),
        ms(times.emptyPostgresql, "empty"),
      ),
    ];
  } finally {
    await empty.drop();
    await full.drop();
  }
}

async function started(cwd: string, databaseUrl?: string): Promise<number> {
  const env = databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl };
  const begun = performance.now();
  const server = await startServer({ cwd, env });
  const ms = performance.now() - begun;
  await server.stop("SIGTERM");
  return ms;
}

async function fillFolder(dataDir: string, runs: number, say: (what: string) => void): Promise<void> {
  const orm = await createOrm({ dataDir, statementTimeoutMs: 1_800_000 });
  try {
    await migrate(orm);
    await fillRuns(orm, runs, say);
    await rebuildFacts({ orm, timeZone, now: new Date(), limits: buildLimits });
  } finally {
    await orm.close();
  }
}
