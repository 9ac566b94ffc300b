import { expect, it } from "vitest";
import { fixture } from "../testing/fixture.ts";
import { readWhole } from "../testing/parse.ts";

it("keeps what every scorer gave: numbers, grades as numbers, categories as words, objects by their parts", async () => {
  const capitals = await readWhole(fixture("inspect/capitals.json"));
  expect(capitals.runs[0]?.results.map(({ metrics }) => metrics)).toEqual([
    { match: 1, model_graded_qa: 0.9 },
    { match: 0.5, model_graded_qa: 0.8 },
    { match: 0, model_graded_qa: 0 },
    { match: 0, model_graded_qa: 0 },
    undefined,
    { model_graded_qa: 0.5 },
  ]);
  const { runs, warnings } = await readWhole(fixture("inspect/nightly-1.json"));
  expect(runs[0]?.results.map(({ score, metrics }) => [score, metrics])).toEqual([
    [1, { match: 1, style: "terse", "rubric/polite": 0.25, "rubric/length": 12 }],
    [0, { match: 0, style: "wordy", "rubric/polite": 0.75, "rubric/length": 12 }],
  ]);
  // The first scorer gives words, so the scores are of the second. Nobody says which way is better.
  expect(runs[0]?.start).toMatchObject({ scoreMetric: "match" });
  expect(runs[0]?.start).not.toHaveProperty("metrics");
  expect(warnings).toEqual([
    "the scores are of match; choose another with --scorer: rubric/polite",
    "left out of the metrics is what is neither a number up to 1e100 in size nor a short word: rubric/words",
    "tags are cut to 200 characters: notes",
  ]);
});

it("goes in without scores where a scorer gave nothing but words, which are kept", async () => {
  const { runs, warnings } = await readWhole(fixture("inspect/categories.json"));
  expect(runs[0]?.results).toMatchObject([
    { score: null, metrics: { leaning: "left" } },
    { score: null, metrics: { leaning: "right" } },
  ]);
  expect(runs[0]?.results.every(({ error }) => error === undefined)).toBe(true);
  expect(warnings).toEqual([
    "nothing was scored from 0 to 1; the words of leaning are kept, and --words WORD=SCORE,… makes scores of them",
  ]);
  await expect(readWhole(fixture("inspect/categories.json"), { scorer: "leaning" })).rejects.toThrow(
    'samples[0]: scores.leaning: is "left"; expected C, P, I, N or a number from 0 to 1',
  );
});

it("that nobody has scored holds answers without scores and without errors, and is the same run when it is scored", async () => {
  const before = await readWhole(fixture("inspect/unscored.json"));
  expect(before.warnings).toEqual(["nothing was scored"]);
  expect(before.runs[0]?.end.status).toBe("completed");
  expect(before.runs[0]?.results).toMatchObject([
    { output: "Paris", score: null, latencyMs: 1_250, reason: null },
    { output: "Lisbon", score: null, reason: "Stopped by its token limit before it was scored" },
  ]);
  for (const result of before.runs[0]?.results ?? []) {
    expect(result.error ?? null).toBeNull();
    expect(result.passed ?? null).toBeNull();
  }
  const after = await readWhole(fixture("inspect/scored-later.json"));
  expect(after.runs[0]?.start.externalId).toBe(before.runs[0]?.start.externalId);
  expect(after.runs[0]?.start.prompt).toEqual(before.runs[0]?.start.prompt);
  expect(after.runs[0]?.results).toMatchObject([
    { score: 1, passed: true },
    { score: 0, passed: false },
  ]);
});
