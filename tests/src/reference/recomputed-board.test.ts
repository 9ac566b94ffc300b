import { execFile } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import type { Client } from "@evalboard/client";
import type { StatsReport } from "@evalboard/contract";
import { periods } from "@evalboard/contract/words";
import { createOrm } from "@evalboard/db";
import { createTestOrm } from "@evalboard/db/testing";
import { rebuildFacts } from "@evalboard/facts";
import { createRunStore } from "@evalboard/runs";
import { createStatsReader } from "@evalboard/stats";
import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { tempDir } from "../harness/temp-dir.ts";
import { useServer } from "../harness/use-server.ts";
import { arbitraryRecordings, record } from "./arbitrary-recordings.ts";
import { dumpBoard } from "./dump-board.ts";

/** Hundreds on a machine with time, and every period of the demo. */
const boards = process.env["BOARDS"];
const numBoards = Number(boards ?? 2);
const demoPeriods = boards === undefined ? (["7d", "all"] as const) : periods;

/** Drawn anew where it is said. */
const seed = Number(process.env["SEED"] ?? 11);

const program = join(import.meta.dirname, "../../reference/recompute.py");
const run = promisify(execFile);
const scipy = await pythonWithScipy();
const missing = "python3 with SciPy is not here; Debian: apt-get install -y python3-scipy";

const Recomputed = z.object({ compared: z.int(), differences: z.unknown().array() });

/** What the program beside the tests says of the dumps, which shares no line with the server. */
async function recompute(dumps: readonly string[]): Promise<z.infer<typeof Recomputed>> {
  const { stdout } = await run(scipy!, [program, ...dumps], { maxBuffer: 2 ** 28 });
  return Recomputed.parse(JSON.parse(stdout));
}

/** A Python that has what the program needs; undefined where there is none. */
async function pythonWithScipy(): Promise<string | undefined> {
  for (const python of ["python3", "/usr/bin/python3"]) {
    const found = await run(python, ["-c", "import scipy.stats"]).then(
      () => true,
      () => false,
    );
    if (found) return python;
  }
  return undefined;
}

describe("the demo board", () => {
  const server = useServer({ command: "demo" });

  test("every figure is what another program computes from its results", async (context) => {
    context.skip(scipy === undefined, missing);
    await untilFactsAreThere(server.client);
    const reports: StatsReport[] = [];
    for (const period of demoPeriods) reports.push(await server.client.stats.get.query(period));
    await server.stop("SIGTERM");
    const orm = await createOrm({
      dataDir: join(server.folder, ".evalboard-demo"),
      statementTimeoutMs: 60_000,
    });
    const dump = join(server.folder, "board.json");
    try {
      await dumpBoard(orm, reports, dump);
    } finally {
      await orm.close();
    }
    const { compared, differences } = await recompute([dump]);
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(25_000);
  });
});

async function untilFactsAreThere(client: Client): Promise<void> {
  while ((await client.facts.status.query()).runs === null) await sleep(200);
}

test("every figure of drawn boards is what another program computes from their results", async (context) => {
  context.skip(scipy === undefined, missing);
  const now = new Date("2026-03-10T12:00:00Z");
  const timeZone = "Europe/Berlin";
  await using folder = await tempDir();
  const dumps: string[] = [];
  vi.useFakeTimers({ now, toFake: ["Date"] });
  try {
    for (const drawn of fc.sample(arbitraryRecordings, { numRuns: numBoards, seed })) {
      const orm = await createTestOrm("pglite");
      await record(orm, createRunStore({ orm }), drawn, now);
      await rebuildFacts({ orm, timeZone, now });
      const stats = createStatsReader({ orm, timeZone });
      const reports: StatsReport[] = [];
      for (const period of periods) reports.push(await stats.get(period));
      const dump = join(folder.path, `board-${dumps.length}.json`);
      await dumpBoard(orm, reports, dump);
      dumps.push(dump);
      await stats.close();
      await orm.close();
    }
  } finally {
    vi.useRealTimers();
  }
  const { differences } = await recompute(dumps);
  expect(differences).toEqual([]);
});
