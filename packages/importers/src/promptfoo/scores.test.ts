import { describe, expect, it } from "vitest";
import judge from "../../fixtures/promptfoo/judge-off-scale.json" with { type: "json" };
import type { SurveyOptions } from "../survey-file.ts";
import { fixture } from "../testing/fixture.ts";
import { parse, readWhole } from "../testing/parse.ts";

const ROW = judge.results.results[0];

/** The judge's file with rows of these scores, each with or without a verdict. */
function judged(...rows: readonly { readonly score: unknown; readonly success?: boolean }[]) {
  const results = rows.map(({ score, success }, testIdx) => ({
    ...ROW,
    testIdx,
    vars: { q: `${testIdx}` },
    score,
    success,
    gradingResult: null,
  }));
  return { ...judge, results: { ...judge.results, results } };
}

const scoresIn = async (content: unknown, options?: SurveyOptions) => {
  const { runs, warnings } = await parse(content, options);
  const results = runs.flatMap((run) => run.results);
  return {
    scores: results.map(({ score, passed, metrics }) => [score, passed, metrics?.score]),
    about: runs[0]?.start.metrics,
    warnings,
  };
};

describe("a score that is none from 0 to 1", () => {
  it("leaves the verdict, and the number beside it, as the other rows have theirs", async () => {
    const file = await readWhole(fixture("promptfoo/judge-off-scale.json"));
    expect(file.runs[0]?.results.map(({ score, passed, metrics }) => [score, passed, metrics])).toEqual([
      [0, false, { score: -1 }],
      [1, true, { score: 1 }],
    ]);
    expect(file.warnings).toEqual([
      "score of 1 row is -1, not from 0 to 1: its verdict is taken; say --scale -1..1 to read it as a scale",
    ]);
  });

  it("is told once for all rows of a file, with the first of its values", async () => {
    const rows = [7, 12, 3, 7, 0.5].map((score) => ({ score, success: score > 5 }));
    expect(await scoresIn(judged(...rows))).toEqual({
      scores: [
        [1, true, 7],
        [1, true, 12],
        [0, false, 3],
        [1, true, 7],
        [0.5, false, 0.5],
      ],
      about: [{ name: "score", higherIsBetter: true }],
      warnings: [
        "scores of 4 rows are 3, 7, 12, not from 0 to 1: their verdicts are taken; say --scale 0..100 to read all scores on a scale",
      ],
    });
  });

  it("is an error where no verdict is beside it, which advises a scale", async () => {
    await expect(parse(judged({ score: 0.5 }, { score: 7 }))).rejects.toThrow(
      "results.results[1].score: is 7, not from 0 to 1, and no verdict is beside it: say its scale, such as --scale 0..10",
    );
  });

  it("is a verdict where there is no score at all", async () => {
    const { scores, warnings } = await scoresIn(
      judged({ score: null, success: true }, { score: 0.25, success: false }),
    );
    expect(scores).toEqual([
      [1, true, undefined],
      [0.25, false, undefined],
    ]);
    expect(warnings).toEqual(["answers without a score take their verdict for it, 1 or 0: 1"]);
  });
});

describe("a scale that the person says", () => {
  const stars = judged({ score: 5, success: true }, { score: 1, success: false }, { score: 2 });

  it("reads every score, and keeps its number", async () => {
    expect(await scoresIn(stars, { scale: { from: 1, to: 5 } })).toEqual({
      scores: [
        [1, true, 5],
        [0, false, 1],
        [0.25, null, 2],
      ],
      about: [{ name: "score", higherIsBetter: true }],
      warnings: [],
    });
  });

  it("may have its best end below", async () => {
    const read = await scoresIn(stars, { scale: { from: 1, to: 5 }, lowerIsBetter: true });
    expect(read.scores.map(([score]) => score)).toEqual([0, 1, 0.75]);
    expect(read.about).toEqual([{ name: "score", higherIsBetter: false }]);
  });

  it("is an error for a score off it, verdict or not", async () => {
    await expect(parse(stars, { scale: { from: 0, to: 4 } })).rejects.toThrow(
      "results.results[0].score: is 5, off the scale 0..4 that --scale says",
    );
  });
});
