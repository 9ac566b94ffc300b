import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { recordRun } from "@evalboard/client";
import type { StatsReport } from "@evalboard/contract";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { runCli } from "../harness/run-cli.ts";
import { useServer } from "../harness/use-server.ts";

const server = useServer();
const evalboard = (...args: string[]) => runCli(args, { EVALBOARD_URL: server.url });
const fixture = (name: string) => join(import.meta.dirname, "../../../packages/importers/fixtures", name);

/** The last board without runs, and the first with some: the other tests go on meanwhile. */
let emptyBoard: StatsReport;
let firstWithRuns: Promise<StatsReport>;

describe("evalboard import", () => {
  const importFiles = (...files: string[]) => evalboard("import", ...files);
  const allRuns = async () => (await server.client.runs.list.query({ limit: 100 })).runs;

  it("has a file's runs on the list at once, and never twice", async () => {
    const board = () => server.client.stats.get.query("all");
    emptyBoard = await board();
    expect(emptyBoard).toMatchObject({ firstCompletedAt: null, summary: { runs: 0 } });

    const first = await importFiles(fixture("promptfoo/capitals.json"));
    expect([first.code, first.stderr]).toEqual([0, expect.stringMatching(/: sending 4 runs\n/)]);
    const runs = await allRuns();
    expect(runs.length).toBeGreaterThan(1);
    expect(runs.every((run) => run.status === "completed")).toBe(true);
    for (const run of runs) expect(first.stdout).toContain(`${server.url}/runs/${run.id}`);

    const again = await importFiles(fixture("promptfoo/capitals.json"));
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining("already there")]);
    expect(await allRuns()).toEqual(runs);
    firstWithRuns = withRuns(board);
  });

  it("makes version 2 of the same prompt of next week's file with an edited prompt", async () => {
    expect(
      await importFiles(fixture("promptfoo/week-1.json"), fixture("promptfoo/week-2.json")),
    ).toMatchObject({ code: 0 });
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
    const nobody = await runCli(["import", fixture("promptfoo/capitals.json")], {
      EVALBOARD_URL: "http://127.0.0.1:1",
    });
    expect([nobody.code, nobody.stderr]).toEqual([1, expect.stringMatching(/cannot reach .*127\.0\.0\.1:1/)]);
    const missing = await importFiles(join(server.folder, "missing.json"));
    expect([missing.code, missing.stderr]).toEqual([1, expect.stringMatching(/missing\.json/)]);
  });

  it("is one JSON document with --json", async () => {
    const { stdout } = await importFiles(fixture("promptfoo/capitals.json"), "--json");
    expect(JSON.parse(stdout)).toBeTypeOf("object");
  });
});

const Summary = z.object({ imported: z.int(), alreadyThere: z.int(), failed: z.int(), failedFiles: z.int() });

describe("files of each tool", () => {
  const importing = async (...args: string[]) =>
    Summary.parse(JSON.parse((await evalboard("import", "--json", ...args)).stdout));

  it.each([
    ["promptfoo", ["promptfoo/repeats.json"]],
    ["Inspect AI, packed", ["inspect/capitals-deflate.eval"]],
    [
      "lm-evaluation-harness, its partner named as well",
      [
        "lm-eval/results_2026-03-02T09-00-41.123456.json",
        "lm-eval/samples_gsm8k_2026-03-02T09-00-41.123456.jsonl",
      ],
    ],
    ["evalite", ["evalite/capitals.json", "--model", "openai/gpt-4o"]],
  ])("of %s go in once", async (_tool, args) => {
    const paths = args.map((arg) => (/\.(json|jsonl|eval)$/.test(arg) ? fixture(arg) : arg));
    const first = await importing(...paths);
    expect(first).toMatchObject({ alreadyThere: 0, failed: 0, failedFiles: 0 });
    expect(first.imported).toBeGreaterThan(0);
    expect(await importing(...paths)).toMatchObject({ imported: 0, alreadyThere: first.imported });
  });

  it.each(["jsonl", "csv"])("are exported as %s, and that goes in again as the same run", async (format) => {
    const externalId = `exported as ${format}`;
    const { runId } = await recordRun(server.client, {
      start: {
        externalId,
        model: { provider: "openai", name: "gpt-4o" },
        dataset: { name: "capitals" },
        prompt: { name: "capitals", text: "Name the capital.\nBriefly, please." },
        source: "our harness 1.2",
        sourceFile: "nightly.log",
        commit: "0a1b2c3",
      },
      results: [
        {
          itemKey: "france",
          input: "=1+1",
          expected: "Paris",
          output: "Paris ".repeat(500),
          score: 1,
          latencyMs: 0.25,
        },
        {
          itemKey: "spain",
          repeat: 2,
          output: '"Lisbon",\r\n\tperhaps',
          score: 0.125,
          reason: "-",
          costUsd: 1e-7,
        },
        { itemKey: "peru", score: null, error: "429", inputTokens: 12 },
      ],
    });
    const stored = async (id: string) => {
      const { id: _, ...run } = await server.client.runs.get.query({ runId: id });
      return { run, results: (await server.client.runs.results.query({ runId: id, whole: true })).results };
    };
    const before = await stored(runId);
    const file = join(server.folder, `run.${format}`);
    expect(await evalboard("export", runId, "--format", format, "-o", file)).toMatchObject({ code: 0 });

    await server.client.runs.delete.mutate({ runId, externalId });
    expect(await importing(file)).toMatchObject({ imported: 1, failed: 0 });
    const { runs } = await server.client.runs.list.query({ text: externalId });
    expect(await stored(runs[0]!.id)).toEqual(before);
  });
});

describe("a file of which a run is there already", () => {
  /** As promptfoo writes it; its viewer changes scores by hand and keeps the id. */
  const write = async (name: string, ...scores: readonly number[]) => {
    const rows = scores.map((score, testIdx) => ({
      promptIdx: 0,
      testIdx,
      provider: { id: "acme:model-1" },
      vars: { q: `v${testIdx}` },
      response: { output: "o" },
      score,
      success: score === 1,
      failureReason: score === 1 ? 0 : 1,
    }));
    const prompts = [{ raw: "Do {{q}}", label: "Do {{q}}", provider: "acme:model-1" }];
    const results = { version: 3, timestamp: "2026-11-20T10:00:00.000Z", prompts, results: rows };
    const path = join(server.folder, name);
    await writeFile(path, JSON.stringify({ evalId: "graded", results, config: { description: "graded" } }));
    return path;
  };
  const stored = async () => {
    const { runs } = await server.client.runs.list.query({ text: "promptfoo:graded" });
    return runs.map(({ id, totalItems, averageScore }) => ({ id, totalItems, averageScore }));
  };

  it("says what differs, changes nothing by itself, and replaces the run or adds one where that is said", async () => {
    const before = await write("before.json", 0, 1);
    const after = await write("after.json", 1, 1, 1);
    expect(await evalboard("import", before)).toMatchObject({ code: 0 });
    expect(await evalboard("import", before)).toMatchObject({ code: 0 });
    const [first] = await stored();
    const second = await evalboard("import", after);
    expect(second.code).toBe(1);
    expect(second.stdout).toMatch(/: 1 differs\n/);
    expect(second.stderr).toContain(
      "after.json: acme/model-1, graded: differs: the run has 2 results, the file 3; 1 score differs",
    );
    expect(second.stderr).toMatch(
      /0 here, 1 in the file\); .*nothing was changed: say --replace or --as-new\n$/,
    );
    expect(await stored()).toEqual([first]);

    for (const outcome of [/1 run imported \(3 results\)/, /1 already there/]) {
      const asNew = await evalboard("import", "--as-new", after);
      expect([asNew.code, asNew.stdout]).toEqual([0, expect.stringMatching(outcome)]);
    }
    expect(await stored()).toHaveLength(2);

    for (const outcome of [/1 run replaced \(3 results\)/, /1 already there/]) {
      const replaced = await evalboard("import", "--replace", after);
      expect([replaced.code, replaced.stdout]).toEqual([0, expect.stringMatching(outcome)]);
    }
    expect(await stored()).toContainEqual({ id: first!.id, totalItems: 3, averageScore: 1 });
    const revisions = await server.client.runs.revisions.query({ runId: first!.id });
    expect(revisions).toMatchObject([
      { number: 1, results: 2, averageScore: 0.5, sourceFile: "before.json" },
    ]);

    const { code, stdout } = await evalboard("import", "--json", before);
    const differs = { status: "differs", runId: first!.id, differences: [/^the run has 3/, /^1 score/] };
    expect([code, JSON.parse(stdout)]).toMatchObject([
      1,
      {
        differing: 1,
        failedFiles: 1,
        files: [
          {
            runs: [
              { ...differs, differences: differs.differences.map((words) => expect.stringMatching(words)) },
            ],
          },
        ],
      },
    ]);
  });
});

const Report = z.object({ files: z.array(z.object({ runs: z.array(z.object({ runId: z.string() })) })) });

describe("what another tool's file says, evalboard says too", () => {
  /** The runs of a file, as they stand on the board after it went in. */
  const importing = async (name: string, ...args: string[]) => {
    const { stdout } = await evalboard("import", "--json", fixture(name), ...args);
    const ids = Report.parse(JSON.parse(stdout)).files.flatMap(({ runs }) => runs.map(({ runId }) => runId));
    return Promise.all(ids.map((runId) => server.client.runs.get.query({ runId })));
  };
  const resultsOf = async (runId: string) => (await server.client.runs.results.query({ runId })).results;

  it("a test fails or passes as its tool said, whatever it scored", async () => {
    const [run] = await importing("promptfoo/own-verdicts.json", "--label", "verdicts");
    expect(run).toMatchObject({ totalItems: 3, passedItems: 2, failedItems: 0, erroredItems: 0 });
    const results = await resultsOf(run!.id);
    expect(results.map(({ score, passed }) => [score, passed])).toEqual([
      [0.3, true],
      [0.82, false],
      [0.95, true],
    ]);
    const board = await evalboard("stats", "all", "--label", "verdicts", "--json");
    expect(JSON.parse(board.stdout)).toMatchObject({ summary: { passedItems: 2, scoredItems: 3 } });
  });

  it("named scores are the run's metrics", async () => {
    const [run] = await importing("promptfoo/named-scores.json");
    expect(run?.metrics).toMatchObject([
      { name: "faithful", n: 4, mean: 0.875 },
      { name: "seconds", n: 1, mean: 2.5 },
      { name: "tone", n: 3, mean: 0.5 },
      { name: "verbose", n: 0, mean: null },
    ]);
    expect(run?.higherIsBetter).toEqual({ faithful: true, tone: true });
    expect(run?.tags).toMatchObject({ team: "search", temperature: "0.2" });
  });

  it("list price and what was spent are two figures, and say of how many results they are", async () => {
    const [run] = await importing("promptfoo/cached-cost.json");
    expect(run).toMatchObject({ totalItems: 4, pricedItems: 3, inputTokens: 20, outputTokens: 10 });
    expect(run?.costUsd).toBeCloseTo(0.8, 12);
  });

  it("a cached answer has the latency that it once took", async () => {
    const [run] = await importing("promptfoo/cached-latency.json");
    expect(run).toMatchObject({ latencyMs: 6_000, measuredItems: 2, totalItems: 3 });
  });

  it("answers that nobody has scored are no broken calls, and take their scores later", async () => {
    const [unscored] = await importing("inspect/unscored.json");
    expect(unscored).toMatchObject({
      outcome: "unscored",
      unscoredItems: 2,
      erroredItems: 0,
      averageScore: null,
    });
    const [scored] = await importing("inspect/scored-later.json");
    expect(scored).toMatchObject({ id: unscored!.id, unscoredItems: 0, passedItems: 1, averageScore: 0.5 });
  });

  it("a label is given, changed and taken away by another import, and by its command", async () => {
    const [unlabelled] = await importing("promptfoo/capitals.json");
    expect(unlabelled?.label).toBeNull();
    const again = await importing("promptfoo/capitals.json", "--label", "main", "--tag", "branch=main");
    expect(again.map(({ id, label, tags }) => [id, label, tags["branch"]])).toContainEqual([
      unlabelled!.id,
      "main",
      "main",
    ]);
    expect(await evalboard("label", unlabelled!.id, "nightly")).toMatchObject({ code: 0 });
    const labelOf = async () => (await server.client.runs.get.query({ runId: unlabelled!.id })).label;
    expect(await labelOf()).toBe("nightly");
    expect(await evalboard("label", unlabelled!.id, "--no-label")).toMatchObject({ code: 0 });
    expect(await labelOf()).toBeNull();
  });

  it("the newer version of a prompt is the one that was run later, whichever went in first", async () => {
    const [newer] = await importing("promptfoo/wording-new.json");
    const [older] = await importing("promptfoo/wording-old.json");
    const versionOf = async (runId: string) => (await server.client.runs.get.query({ runId })).prompt.version;
    expect([await versionOf(older!.id), await versionOf(newer!.id)]).toEqual([1, 2]);
  });

  it("a commit is no version of a prompt, and another prompt is", async () => {
    const nights = await Promise.all([1, 2, 3].map((night) => importing(`inspect/nightly-${night}.json`)));
    const runs = await Promise.all(
      nights.flat().map(({ id: runId }) => server.client.runs.get.query({ runId })),
    );
    const [first, second, third] = runs.map(({ prompt }) => prompt);
    expect(second).toEqual(first);
    expect(third).toMatchObject({ id: first!.id, name: first!.name });
    expect(third!.version).toBeGreaterThan(first!.version);
    expect(new Set(runs.map(({ commit }) => commit)).size).toBe(3);
  });
});

it("has the first runs on the board within the minute", async () => {
  const after = await firstWithRuns;
  expect(after.summary.runs).toBeGreaterThan(0);
  // The last answer without the runs was no more than its minute old when it was replaced.
  expect(Date.parse(after.generatedAt) - Date.parse(emptyBoard.generatedAt)).toBeLessThanOrEqual(62_000);
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
  const file = File.parse(JSON.parse(await readFile(fixture("promptfoo/capitals.json"), "utf8")));
  file.results.results[0]!.score = "high";
  return JSON.stringify(file);
}
