import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { StatsReport } from "@evalboard/contract";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { runCli } from "../harness/run-cli.ts";
import { useServer } from "../harness/use-server.ts";

const fixture = (name: string) =>
  join(import.meta.dirname, "../../../packages/importers/fixtures/promptfoo", name);

describe("evalboard import", () => {
  const server = useServer();

  const importFiles = (...files: string[]) => runCli(["import", ...files], { EVALBOARD_URL: server.url });
  const allRuns = async () => (await server.client.runs.list.query({ limit: 100 })).runs;

  /** The last board without runs, and the first with some: the other tests go on meanwhile. */
  let emptyBoard: StatsReport;
  let firstWithRuns: Promise<StatsReport>;

  it("has a file's runs on the list at once, and never twice", async () => {
    const board = () => server.client.stats.get.query("all");
    emptyBoard = await board();
    expect(emptyBoard).toMatchObject({ firstCompletedAt: null, summary: { runs: 0 } });

    const first = await importFiles(fixture("capitals.json"));
    expect([first.code, first.stderr]).toEqual([0, expect.stringMatching(/: sending 4 runs\n$/)]);
    const runs = await allRuns();
    expect(runs.length).toBeGreaterThan(1);
    expect(runs.every((run) => run.status === "completed")).toBe(true);
    for (const run of runs) expect(first.stdout).toContain(`${server.url}/runs/${run.id}`);

    const again = await importFiles(fixture("capitals.json"));
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining("already there")]);
    expect(await allRuns()).toEqual(runs);
    firstWithRuns = withRuns(board);
  });

  it("makes version 2 of the same prompt of next week's file with an edited prompt", async () => {
    expect(await importFiles(fixture("week-1.json"), fixture("week-2.json"))).toMatchObject({ code: 0 });
    const weekly = (await allRuns())
      .filter((run) => run.dataset.name !== "capitals")
      .map((run) => run.prompt);
    const versions = new Map<string, Set<number>>();
    for (const { id, version } of weekly) versions.set(id, (versions.get(id) ?? new Set()).add(version));
    expect([...versions.values()].map((numbers) => [...numbers].toSorted((a, b) => a - b))).toContainEqual([
      1, 2,
    ]);
  });

  it.each([
    ["that is no JSON", "broken.json", '{"results": {"results": [', /broken\.json: .*JSON/],
    ["of another shape", "other.json", '{"hello": "world"}', /other\.json: .*promptfoo/],
    ["with a wrong row", "row.json", "", /row\.json: .*results\.results\[0\]/],
  ])("names the fault of a file %s, and nothing of it goes in", async (_name, name, text, fault) => {
    const before = await allRuns();
    const path = join(server.folder, name);
    await writeFile(path, text || (await withWrongRow()));
    const { code, stderr } = await importFiles(path);
    expect([code, stderr]).toEqual([1, expect.stringMatching(fault)]);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(await allRuns()).toEqual(before);
  });

  it("says that nobody answers, and which file is not there", async () => {
    const nobody = await runCli(["import", fixture("capitals.json")], {
      EVALBOARD_URL: "http://127.0.0.1:1",
    });
    expect([nobody.code, nobody.stderr]).toEqual([1, expect.stringMatching(/cannot reach .*127\.0\.0\.1:1/)]);
    const missing = await importFiles(join(server.folder, "missing.json"));
    expect([missing.code, missing.stderr]).toEqual([1, expect.stringMatching(/missing\.json/)]);
  });

  it("is one JSON document with --json", async () => {
    const { stdout } = await importFiles(fixture("capitals.json"), "--json");
    expect(JSON.parse(stdout)).toBeTypeOf("object");
  });

  it("has the runs on the board within the minute", async () => {
    const after = await firstWithRuns;
    expect(after.summary.runs).toBeGreaterThan(0);
    // The last answer without the runs was no more than its minute old when it was replaced.
    expect(Date.parse(after.generatedAt) - Date.parse(emptyBoard.generatedAt)).toBeLessThanOrEqual(62_000);
  });
});

/** The board that has runs, or what it is after a minute and a quarter. */
async function withRuns(read: () => Promise<StatsReport>): Promise<StatsReport> {
  const deadline = Date.now() + 75_000;
  for (;;) {
    const report = await read();
    if (report.summary.runs > 0 || Date.now() > deadline) return report;
    await sleep(1_000);
  }
}

const File = z.looseObject({
  results: z.looseObject({ results: z.array(z.looseObject({ score: z.unknown() })) }),
});

async function withWrongRow(): Promise<string> {
  const file = File.parse(JSON.parse(await readFile(fixture("capitals.json"), "utf8")));
  file.results.results[0]!.score = "high";
  return JSON.stringify(file);
}
