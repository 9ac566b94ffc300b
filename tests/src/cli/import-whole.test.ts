import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { runCli } from "../harness/run-cli.ts";
import { useServer } from "../harness/use-server.ts";

const fixture = (name: string) => join(import.meta.dirname, "../../../packages/importers/fixtures", name);
const Report = z.object({ files: z.array(z.object({ runs: z.array(z.object({ runId: z.string() })) })) });

describe("what another tool's file says, evalboard says too", () => {
  const server = useServer();

  const evalboard = (...args: string[]) => runCli(args, { EVALBOARD_URL: server.url });
  /** The runs of a file, as they stand on the board after it went in. */
  const importing = async (name: string, ...args: string[]) => {
    const { stdout } = await evalboard("import", "--json", fixture(name), ...args);
    const ids = Report.parse(JSON.parse(stdout)).files.flatMap(({ runs }) => runs.map(({ runId }) => runId));
    return Promise.all(ids.map((runId) => server.client.runs.get.query({ runId })));
  };
  const resultsOf = async (runId: string) => (await server.client.runs.results.query({ runId })).results;

  it("a test fails or passes as its tool said, whatever it scored", async () => {
    const [run] = await importing("promptfoo/own-verdicts.json");
    expect(run).toMatchObject({ totalItems: 3, passedItems: 2, failedItems: 0, erroredItems: 0 });
    const results = await resultsOf(run!.id);
    expect(results.map(({ score, passed }) => [score, passed])).toEqual([
      [0.3, true],
      [0.82, false],
      [0.95, true],
    ]);
    const board = await evalboard("stats", "all", "--json");
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
