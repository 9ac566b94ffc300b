import { createClient } from "@evalboard/client";
import { NamedPeriod } from "@evalboard/contract";
import { createOrm, migrate } from "@evalboard/db";
import { fillDemo } from "@evalboard/demo";
import { createRunStore } from "@evalboard/runs";
import { startServer } from "../../src/harness/start-server.ts";
import { type Bench, type Row, row } from "../harness/bench.ts";
import { restPath, trpcPath } from "../harness/board-paths.ts";
import { peakMB, residentMB } from "../harness/process-figures.ts";
import { saturate } from "../harness/saturate.ts";

const WARM_UP = 2_000;
const REQUESTS = 100_000;
const MOST_SECONDS = 240;
/** How many boards are asked for between two pages that are never cached. */
const BOARDS_A_PAGE = 50;
const AFTER_MB = 500;
const PEAK_MB = 700;

type Env = Readonly<Record<string, string>>;

/** However slow the machine: what is limited is answered 503, and that is not what is measured. */
const unlimited: Env = { MAX_LOOP_DELAY_MS: "0", STATEMENT_TIMEOUT_MS: "60000" };

/** Resident memory of a server with the demo board after 100 000 requests, beside what it was after the first thousands; and at its peak. */
export async function residentMemory(bench: Bench): Promise<Row[]> {
  const postgresql = await (await bench.postgresql()).database();
  const pgliteFolder = await bench.folder();
  try {
    bench.say("filling the demo board, on both engines");
    await fillDemo({ orm: postgresql.orm, runs: createRunStore(postgresql), now: new Date() });
    await fillFolder(`${pgliteFolder}/.evalboard`);
    return [
      ...(await grown(bench, "PGlite", pgliteFolder, {})),
      ...(await grown(bench, "PGlite, LOW_MEMORY", pgliteFolder, { LOW_MEMORY: "true" })),
      ...(await grown(bench, "PostgreSQL", await bench.folder(), { DATABASE_URL: postgresql.url })),
      await firstStart(bench, "PGlite", {}),
      await firstStart(bench, "PGlite, LOW_MEMORY", { LOW_MEMORY: "true" }),
    ];
  } finally {
    await postgresql.drop();
  }
}

async function fillFolder(dataDir: string): Promise<void> {
  const orm = await createOrm({ dataDir, statementTimeoutMs: 600_000 });
  try {
    await migrate(orm);
    await fillDemo({ orm, runs: createRunStore({ orm }), now: new Date() });
  } finally {
    await orm.close();
  }
}

async function grown(bench: Bench, engine: string, cwd: string, env: Env): Promise<Row[]> {
  await using server = await startServer({ cwd, env: { ...unlimited, ...env } });
  bench.say(`${REQUESTS} requests of a server on ${engine}`);
  const load = { ...server, paths: await pathsOf(server.url), connections: 10, seconds: MOST_SECONDS };
  await saturate({ ...load, most: WARM_UP });
  const before = residentMB(server.pid);
  const { requests } = await saturate({ ...load, most: REQUESTS });
  const after = { value: residentMB(server.pid), unit: "MB" } as const;
  const figure = `resident after ${requests} requests, ${engine}`;
  return [
    row(figure, after, { value: before, unit: "MB", of: `after ${WARM_UP}` }),
    row(figure, after, { value: AFTER_MB, unit: "MB", of: "aimed at" }, { most: 1 }),
    atItsPeak(`peak until then, ${engine}`, server.pid),
  ];
}

/** A start that makes the database, until the first board is there. */
async function firstStart(bench: Bench, engine: string, env: Env): Promise<Row> {
  await using server = await startServer({ cwd: await bench.folder(), env });
  await createClient({ url: server.url }).stats.get.query("30d");
  return atItsPeak(`peak of a first start, ${engine}`, server.pid);
}

function atItsPeak(figure: string, pid: number): Row {
  return row(
    figure,
    { value: peakMB(pid), unit: "MB" },
    { value: PEAK_MB, unit: "MB", of: "aimed at" },
    { most: 1 },
  );
}

/** Boards of all periods at both addresses, and now and then the run list or a run, which are never cached. */
async function pathsOf(url: string): Promise<string[]> {
  const { runs } = await createClient({ url }).runs.list.query({});
  const asked = (procedure: string, input: unknown) =>
    `/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`;
  const boards = NamedPeriod.options.flatMap((period) => [trpcPath(period), restPath(period)]);
  const pages = [asked("runs.list", {}), asked("runs.get", { runId: runs[0]!.id })];
  return pages.flatMap((page) => [
    ...Array.from({ length: BOARDS_A_PAGE }, (_, index) => boards[index % boards.length]!),
    page,
  ]);
}
