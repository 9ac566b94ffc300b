import type { OnDifference } from "@evalboard/client";
import type { SourceFile } from "@evalboard/importers";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { MemoryRecorder } from "../testing/memory-recorder.ts";
import { promptfooFile } from "../testing/promptfoo-file.ts";
import { importFiles } from "./import-files.ts";
import { silent } from "./progress.ts";
import { UnreadableFile } from "./read-source.ts";
import { describeFaults, isIn } from "./report.ts";

const refusal = Object.assign(new Error("no"), { data: { httpStatus: 400 } });
const two = promptfooFile("two.json", { evalId: "eval-2", providers: ["openai:gpt-4o", "echo"] });
const one = promptfooFile("one.json");

function importing(
  recorder: MemoryRecorder,
  files: readonly SourceFile[],
  options = {},
  onDifference: OnDifference = "report",
) {
  const read = async ({ path }: { path: string }) => {
    const file = files.find(({ name }) => name === path);
    if (!file) throw new UnreadableFile("there is no such file");
    return file;
  };
  const deps = {
    client: recorder.client,
    read,
    progress: silent,
    serverUrl: "http://127.0.0.1:4400",
    onDifference,
  };
  return importFiles(
    files.map(({ name }) => ({ path: name, named: true })),
    options,
    deps,
  );
}

// Time passes as soon as somebody waits for it.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }).setTimerTickMode("nextTimerAsync");
  return () => vi.useRealTimers();
});

describe("importFiles", () => {
  it("reports each run with a link to its page", async () => {
    const recorder = new MemoryRecorder();
    const [report] = await importing(recorder, [two]);
    expect(report).toMatchObject({ file: "two.json", format: "promptfoo", error: null, warnings: [] });
    expect(
      report?.runs.map(({ status, model, dataset, prompt, results }) => [
        status,
        model.name,
        dataset,
        prompt,
        results,
      ]),
    ).toEqual([
      ["imported", "gpt-4o", "capitals", "capitals", 1],
      ["imported", "echo", "capitals", "capitals", 1],
    ]);
    const [run] = report?.runs ?? [];
    expect(run?.url).toBe(`http://127.0.0.1:4400/runs/${run?.runId}`);
  });

  it("changes nothing the second time", async () => {
    const recorder = new MemoryRecorder();
    const [first] = await importing(recorder, [two]);
    const [second] = await importing(recorder, [two]);
    expect(second?.runs.map(({ status }) => status)).toEqual(["already there", "already there"]);
    expect(second?.runs.map(({ runId }) => runId)).toEqual(first?.runs.map(({ runId }) => runId));
  });

  it("sends nothing of a file with one fault in it, and goes on with the next", async () => {
    const recorder = new MemoryRecorder();
    const bad = promptfooFile("bad.json", { evalId: "eval-3", providers: ["a", "b"], score: 7 });
    const reports = await importing(recorder, [bad, { name: "cut.json", blob: new Blob(['{"a":']) }, one]);
    expect(reports.map(({ error }) => error)).toEqual([
      expect.stringContaining("results.results[0].score: is 7"),
      expect.stringContaining("line 1, column 6: not JSON"),
      null,
    ]);
    expect(reports.map(isIn)).toEqual([false, false, true]);
    expect([...recorder.runs.keys()]).toHaveLength(1);
  });

  it("says of a refused run what the server said, and goes on with the next", async () => {
    const recorder = new MemoryRecorder();
    Object.assign(recorder, { fault: refusal, faultAt: 1 });
    const reports = await importing(recorder, [two]);
    expect(reports[0]?.runs.map(({ status, error, url }) => [status, error, url === null])).toEqual([
      ["failed", "the server answered 400: no", true],
      ["imported", null, false],
    ]);
    expect(reports.map(isIn)).toEqual([false]);
  });

  it("tells which runs of a file went in before the server was lost", async () => {
    const recorder = new MemoryRecorder();
    Object.assign(recorder, { fault: new TypeError("fetch failed"), faultAt: 5, lasting: true });
    const [report] = await importing(recorder, [two]);
    expect(report?.error).toMatch(/^cannot reach the server .*fetch failed/);
    expect(report?.runs.map(({ status }) => status)).toEqual(["imported"]);
    expect([...recorder.runs.values()].map(({ status }) => status)).toEqual(["completed", "running"]);
  });

  it("labels and tags runs, also those that are there already, which are told", async () => {
    const recorder = new MemoryRecorder();
    const [unlabelled] = await importing(recorder, [one]);
    expect(unlabelled).toMatchObject({ warnings: [], runs: [{ label: null, tags: {}, described: false }] });
    const said = { label: "main", tags: { branch: "next" } };
    const [later] = await importing(recorder, [one], said);
    expect(later).toMatchObject({
      warnings: [],
      runs: [{ status: "already there", described: true, scored: 0, ...said }],
    });
    expect([...recorder.runs.values()]).toMatchObject([said]);
    const [again] = await importing(recorder, [one], said);
    expect(again?.runs).toMatchObject([{ status: "already there", described: false }]);
    // Without a label the one that it has stays.
    await importing(recorder, [one]);
    expect([...recorder.runs.values()]).toMatchObject([said]);
  });

  it("sends the scores of a file whose results nobody had scored, and says how many took one", async () => {
    const recorder = new MemoryRecorder();
    const file = (scores: readonly (number | null)[]): SourceFile => {
      const rows = scores.map((score, index) =>
        JSON.stringify({
          externalId: "late",
          dataset: "d",
          model: "m",
          itemKey: `${index}`,
          score,
          output: "x",
        }),
      );
      return { name: "late.jsonl", blob: new Blob([rows.join("\n")]) };
    };
    const [first] = await importing(recorder, [file([1, null, null])]);
    expect(first?.runs).toMatchObject([{ status: "imported", results: 3, unscored: 2, scored: 0 }]);
    expect((await importing(recorder, [file([1, null, null])]))[0]?.runs).toMatchObject([{ scored: 0 }]);
    const [scored] = await importing(recorder, [file([1, 0.5, null])]);
    expect(scored?.runs).toMatchObject([{ status: "already there", unscored: 1, scored: 1 }]);
    const stored = [...(recorder.runs.get("late")?.results.values() ?? [])].map(({ score }) => score);
    expect(stored).toEqual([1, 0.5, null]);
    const recorded = ["start", "addResults 3", "complete"];
    expect(recorder.calls).toEqual([...recorded, "start", "start", "compare 3", "addResults 2", "complete"]);
  });

  it("says what a run that is there holds otherwise, and does with it what was said", async () => {
    const recorder = new MemoryRecorder();
    const scored = (score: number) => promptfooFile("one.json", { score });
    const report = async (score: number, onDifference: OnDifference = "report") => {
      const reports = await importing(recorder, [scored(score)], {}, onDifference);
      return { isIn: reports.every(isIn), faults: describeFaults(reports), runs: reports[0]?.runs };
    };
    const first = await report(0);
    const { runs, ...differing } = await report(1);
    const words = [expect.stringMatching(/^1 score differs \(item ".+", 0 here, 1 in the file\)$/)];
    expect(runs).toMatchObject([{ status: "differs", runId: first.runs?.[0]?.runId, differences: words }]);
    expect(differing).toEqual({
      isIn: false,
      faults: [
        expect.stringMatching(/^one\.json: .*: differs: .*; nothing was changed: say --replace or --as-new$/),
      ],
    });
    const asNew = await report(1, "as new");
    expect(asNew).toMatchObject({ isIn: true, faults: [], runs: [{ status: "imported" }] });
    expect(asNew.runs?.[0]?.externalId).toMatch(/ \([0-9a-f]{8}\)$/);
    const replaced = await report(1, "replace");
    expect(replaced).toMatchObject({
      isIn: true,
      runs: [{ status: "replaced", runId: first.runs?.[0]?.runId }],
    });
    expect(recorder.runs.size).toBe(2);
  });

  it("takes the caller's names", async () => {
    const [report] = await importing(new MemoryRecorder(), [one], { dataset: "europe", prompt: "asking" });
    expect(report?.runs[0]).toMatchObject({ dataset: "europe", prompt: "asking" });
  });
});
