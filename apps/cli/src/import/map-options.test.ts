import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MemoryRecorder } from "../testing/memory-recorder.ts";
import { promptfooFile } from "../testing/promptfoo-file.ts";
import { runEvalboard } from "../testing/run-evalboard.ts";
import type { Prompts } from "./ask-map.ts";

let callerDir: string;
let recorder: MemoryRecorder;

beforeEach(async () => {
  callerDir = await mkdtemp(join(tmpdir(), "evalboard-cli-"));
  recorder = new MemoryRecorder();
  await writeFile(
    join(callerDir, "ratings.csv"),
    "question,reply,judge_score,tone\nq1,a1,4,warm\nq2,a2,2,cold\nq3,a3,5,warm\n",
  );
  await writeFile(join(callerDir, "votes.csv"), "question,verdict\nq1,left\nq2,right\nq3,both\n");
});
afterEach(() => rm(callerDir, { recursive: true }));

const run = (args: readonly string[], prompts?: Prompts) =>
  runEvalboard(recorder.client, ["import", ...args], { callerDir }, undefined, prompts);

const stored = () =>
  [...recorder.runs.values()].flatMap(({ results }) =>
    [...results.values()].map(({ itemKey, score, metrics }) => [itemKey, score, metrics]),
  );

/** Somebody who gives these answers in turn, and what was asked. */
function somebody(answers: readonly string[]) {
  const asked: string[] = [];
  const left = [...answers];
  const next = (message: string) => {
    asked.push(message);
    const answer = left.shift();
    if (answer === undefined) throw new Error(`nobody answers: ${message}`);
    return Promise.resolve(answer);
  };
  const prompts: Prompts = {
    choose: (message) => next(message),
    async write(message, _initial, fault) {
      const said = await next(message);
      const wrong = fault(said);
      if (wrong !== undefined) throw new Error(wrong);
      return said;
    },
  };
  return { prompts, asked, left };
}

describe("a file of no known tool", () => {
  it("is not guessed where nobody can be asked: the command that would work is told, and works", async () => {
    const { exitCode, err } = await run(["ratings.csv"]);
    expect(exitCode).toBe(1);
    expect(recorder.runs.size).toBe(0);
    expect(err).toContain(
      'ratings.csv: it is a CSV of 3 records with the columns "question", "reply", "judge_score", "tone"',
    );
    expect(err).toMatch(/item q1; score 0\.75; output "a1"; judge_score 4, tone warm/);
    const command = /evalboard import (ratings\.csv .*)\n/.exec(err)?.[1] ?? "";
    expect(command).toContain("--scale 1..5 --model PROVIDER/NAME");
    const args = command.replace("PROVIDER/NAME", "acme/m").split(" ");
    expect(await run(args)).toMatchObject({ exitCode: 0 });
    expect(stored().map(([, score, metrics]) => [score, metrics])).toEqual([
      [0.75, { judge_score: 4, tone: "warm" }],
      [0.25, { judge_score: 2, tone: "cold" }],
      [1, { judge_score: 5, tone: "warm" }],
    ]);
  });

  it("goes in by the map that was kept of another, and by that alone", async () => {
    const said = ["--map", "item=question", "--map", "score=judge_score", "--scale", "0..5"];
    expect(
      await run(["ratings.csv", ...said, "--model", "acme/m", "--save-map", "team.map.json"]),
    ).toMatchObject({
      exitCode: 0,
      err: expect.stringContaining("the map is kept in team.map.json"),
    });
    expect(JSON.parse(await readFile(join(callerDir, "team.map.json"), "utf8"))).toEqual({
      columns: { item: "question", score: "judge_score" },
      scale: { from: 0, to: 5 },
      model: "acme/m",
    });
    await writeFile(join(callerDir, "next.csv"), "question,judge_score\nq1,5\n");
    expect(await run(["next.csv", "--map-file", "team.map.json"])).toMatchObject({ exitCode: 0 });
    expect(stored().at(-1)).toEqual(["q1", 1, { judge_score: 5 }]);
    await writeFile(join(callerDir, "other.csv"), "frage,note\nq1,5\n");
    const { exitCode, err } = await run(["other.csv", "--map-file", "team.map.json"]);
    expect([exitCode, err]).toEqual([
      1,
      expect.stringMatching(/there is no column "question"; there are "frage", "note"/),
    ]);
  });

  it.each([
    [["--map", "points=x"], /must be one of item, input, output/],
    [["--map", "score"], /must be a field and a column, such as score=judge_score/],
    [["--scale", "7"], /must go from the least to the greatest score, such as 1\.\.10/],
    [["--scale", "10..1"], /must go from the least to the greatest/],
    [["--words", "right=2"], /what they count as from 0 to 1, such as right=1,left=0,both=0\.5/],
    [["--latency-unit", "s"], /--latency-unit is a part of a map: say --map or --map-file too/],
    [["--map-file", "nope.json"], /--map-file nope\.json: it cannot be read/],
    [["--map-file", "votes.csv"], /--map-file votes\.csv: line 1, column 1: not JSON/],
  ])("is wrong usage with %j", async (args, fault) => {
    const { exitCode, err } = await run(["ratings.csv", ...args]);
    expect([exitCode, err]).toEqual([2, expect.stringMatching(fault)]);
  });

  it("is asked about where somebody sits at the terminal, once for files of the same columns", async () => {
    const { prompts, asked, left } = somebody([
      "acme/m",
      "field",
      "score",
      "judge_score",
      "scale",
      "0..5",
      "import",
    ]);
    await writeFile(join(callerDir, "again.csv"), "question,reply,judge_score,tone\nq1,a1,0,cold\n");
    const { exitCode, err } = await run(["ratings.csv", "again.csv"], prompts);
    expect([exitCode, left]).toEqual([0, []]);
    expect(asked[0]).toBe("Which model answered (provider/name)?");
    expect(err).toContain("scores go from 0 to 5");
    expect(stored().map(([, score]) => score)).toEqual([0.8, 0.4, 1, 0]);
  });

  it("is told of in a folder, which fails where nothing else in it was understood", async () => {
    const { exitCode, err } = await run(["."]);
    expect([exitCode, err]).toEqual([
      1,
      expect.stringMatching(/nothing in it was understood as results, of 2 files looked at/),
    ]);
    expect(err).toMatch(
      /ratings\.csv: note: it is left out, though it looks like results: it is a CSV of 3 records/,
    );
  });

  it("says that a map is not used of a known tool's file", async () => {
    await writeFile(
      join(callerDir, "team.map.json"),
      '{"columns":{"item":"question","score":"judge_score"},"model":"acme/m"}',
    );
    await writeFile(join(callerDir, "results.json"), promptfooFile("", { providers: ["echo"] }).text);
    const { exitCode, err } = await run(["results.json", "--map-file", "team.map.json"]);
    expect([exitCode, err]).toEqual([
      0,
      expect.stringMatching(/the map is not used, for it is a file of promptfoo's/),
    ]);
  });

  it("asks what words count as, and is left out where somebody says so", async () => {
    const words = somebody(["acme/m", "left=1,right=0,both=", "import"]);
    expect(await run(["votes.csv"], words.prompts)).toMatchObject({ exitCode: 0 });
    expect(stored()).toEqual([
      [expect.any(String), 1, { verdict: "left" }],
      [expect.any(String), 0, { verdict: "right" }],
      [expect.any(String), null, { verdict: "both" }],
    ]);
    const nothing = somebody(["acme/m", "leave"]);
    expect(await run(["ratings.csv"], nothing.prompts)).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining("it is left out, as you said"),
    });
  });
});
