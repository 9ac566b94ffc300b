import { describe, expect, it } from "vitest";
import type { SurveyOptions } from "../survey-file.ts";
import { fixture } from "../testing/fixture.ts";
import { parse, readWhole } from "../testing/parse.ts";

/** A log whose samples have these values of each scorer, in the order of its results. */
function logOf(values: Readonly<Record<string, readonly unknown[]>>, evaluation: object = {}) {
  const scorers = Object.keys(values);
  const [first = []] = Object.values(values);
  return {
    status: "success",
    eval: { eval_id: "e", task: "t", model: "acme/m", ...evaluation },
    results: { scores: scorers.map((name) => ({ name, scorer: name })) },
    samples: first.map((_, at) => ({
      id: at + 1,
      epoch: 1,
      input: "q",
      scores: Object.fromEntries(scorers.map((name) => [name, { value: values[name]?.[at] }])),
    })),
  };
}

/** What becomes of such a log. */
async function scored(values: Readonly<Record<string, readonly unknown[]>>, options?: SurveyOptions) {
  const { runs, warnings } = await parse(logOf(values), options);
  const [run] = runs;
  return {
    scorer: run?.start.scoreMetric,
    scores: run?.results.map(({ score }) => score),
    reasons: run?.results.map(({ reason }) => reason),
    metrics: run?.results.map(({ metrics }) => metrics),
    passed: run?.results.map(({ passed }) => passed ?? null),
    warnings,
  };
}

const many = (count: number, value: unknown) => Array.from({ length: count }, () => value);

describe("the scorer of a log", () => {
  it("is the first whose values can be scores: the others become metrics, and a note says so", async () => {
    const { runs, warnings } = await readWhole(fixture("inspect/length-first.json"));
    expect(runs[0]?.start.scoreMetric).toBe("correct");
    expect(runs[0]?.results).toMatchObject([{ score: 1, metrics: { length: 1234, correct: 1 } }]);
    expect(warnings).toEqual([
      "length gave 1234, which is no score from 0 to 1, and is kept as a metric; --scorer length --scale FROM..TO makes it the score",
    ]);
  });

  it("is known by all samples: words, lists and numbers that come later count", async () => {
    expect(
      await scored({ calls: [0, 1, 7], style: ["yes", "terse", "wordy"], match: [1, 0, 1] }),
    ).toMatchObject({
      scorer: "match",
      scores: [1, 0, 1],
      metrics: [
        { calls: 0, style: "yes", match: 1 },
        { calls: 1, style: "terse", match: 0 },
        { calls: 7, style: "wordy", match: 1 },
      ],
    });
    expect(await scored({ list: [[1], [2]], late: [null, 0.5] })).toMatchObject({
      scorer: "late",
      scores: [null, 0.5],
    });
  });

  it("goes in without scores where nothing can be one, with its metrics and with what would make scores of them", async () => {
    expect(await scored({ length: [12, 1234], style: ["terse", "wordy"] })).toMatchObject({
      scorer: undefined,
      scores: [null, null],
      metrics: [
        { length: 12, style: "terse" },
        { length: 1234, style: "wordy" },
      ],
      warnings: [
        'nothing was scored from 0 to 1; kept as metrics are length (12 to 1234), style ("terse", "wordy"), and --scale FROM..TO or --words WORD=SCORE,… makes scores of one',
      ],
    });
  });

  it("may give one odd value of ten, whose answer is unscored with the reason", async () => {
    const odd = await scored({ match: [...many(18, 1), -1, "unparseable"] });
    expect(odd.scores).toEqual([...many(18, 1), null, null]);
    expect(odd.reasons?.slice(-2)).toEqual([
      "The scorer match gave -1, which is no score from 0 to 1",
      'The scorer match gave "unparseable", which is no score from 0 to 1',
    ]);
    expect(odd.warnings).toEqual([
      "2 of the 20 values of match are no score from 0 to 1, the first is -1 in samples[18]; their answers are unscored",
    ]);
    expect((await scored({ match: [...many(9, "C"), 7] }, { scorer: "match" })).scores?.at(-1)).toBeNull();
    const more = { match: [...many(8, "C"), 7, 7] };
    expect((await scored(more)).scorer).toBeUndefined();
    await expect(scored(more, { scorer: "match" })).rejects.toThrow(
      'samples[8]: scores.match: is 7; a score has to lie from 0 to 1: match gave 7, "C", and --scale FROM..TO makes scores of that',
    );
  });

  it("counts the answers that it left unscored, not those that broke", async () => {
    const log = logOf({ match: [1, -1, ...many(18, 1)] });
    Object.assign(log.samples[2] ?? {}, { output: { error: "429" }, scores: {} });
    Object.assign(log.samples[3] ?? {}, { error: { message: "broke" } });
    // What was scored before its output's error is scored.
    Object.assign(log.samples[4] ?? {}, { output: { error: "429" } });
    const { runs } = await parse(log);
    expect(runs[0]?.results.slice(0, 5).map(({ score, error }) => [score, error ?? null])).toEqual([
      [1, null],
      [null, null],
      [null, "429"],
      [null, "broke"],
      [1, null],
    ]);
  });
});

describe("what people say of scores", () => {
  it("words count before Inspect's own grades, and give no verdict; the letters stay as a metric", async () => {
    const words = { A: 1, B: 0.75, C: 0.5, D: 0.25 };
    const { runs, warnings } = await readWhole(fixture("inspect/letters.json"), { words });
    expect(runs[0]?.results).toMatchObject([
      { score: 1, passed: null, metrics: { judge: "A" } },
      { score: 0.25, passed: null, metrics: { judge: "D" } },
      { score: 0.5, passed: null, metrics: { judge: "C" } },
    ]);
    expect(warnings).toEqual([]);
    const without = await readWhole(fixture("inspect/letters.json"));
    expect(without.runs[0]?.results.map(({ score }) => score)).toEqual([null, null, null]);
    // Of other words Inspect's grades stay what they are.
    const partly = await scored({ match: ["C", "P", "I"] }, { words: { P: 0.7 } });
    expect([partly.scores, partly.passed]).toEqual([
      [1, 0.7, 0],
      [true, null, false],
    ]);
  });

  it("a scale makes scores of numbers that lie on it; the number stays as a metric", async () => {
    const scale = { from: 1, to: 10 };
    const judged = await scored({ judge: [1, 5.5, "10"] }, { scale });
    expect(judged).toMatchObject({
      scorer: "judge",
      scores: [0, 0.5, 1],
      metrics: [{ judge: 1 }, { judge: 5.5 }, { judge: 10 }],
      warnings: [],
    });
    const turned = await scored({ judge: [1, 5.5, 10] }, { scale, lowerIsBetter: true });
    expect(turned.scores).toEqual([1, 0.5, 0]);
    await expect(scored({ judge: [1, 11] }, { scale, scorer: "judge" })).rejects.toThrow(
      "samples[1]: scores.judge: is 11; a score has to lie from 1 to 10: judge gave 1 to 11",
    );
  });

  it("a scale is not for a scorer whose values lie from 0 to 1, unless it is named", async () => {
    const scale = { from: 0, to: 10 };
    expect(await scored({ match: [0, 1, 0.5] }, { scale })).toMatchObject({
      scores: [0, 1, 0.5],
      warnings: [
        "what match gave lies from 0 to 1 and is taken so; --scorer match reads it on the scale from 0 to 10",
      ],
    });
    expect((await scored({ match: [0, 1, 0.5] }, { scale, scorer: "match" })).scores).toEqual([0, 0.1, 0.05]);
    // One value beyond 1 tells that it is no scorer from 0 to 1.
    const few = await scored({ judge: [...many(19, 1), 10] }, { scale });
    expect(few.scores).toEqual([...many(19, 0.1), 1]);
  });
});

describe("a log that says that not all items were asked", () => {
  const limitOf = async (evaluation: object, options?: SurveyOptions) => {
    const { runs, warnings } = await parse(logOf({ match: ["C", "I"] }, evaluation), options);
    return [runs[0]?.start.limited, ...warnings];
  };
  const said = (what: string) => [true, `the run was limited${what}; --as-full counts it as a run of all`];

  it.each<[string, object, readonly unknown[]]>([
    [
      "by a limit",
      { config: { limit: 2 }, dataset: { samples: 8 } },
      said(": 2 of the task's 8 items were asked"),
    ],
    ["by a limit, of unknown many", { config: { limit: 2 } }, said(" to 2 items")],
    [
      "by a range",
      { config: { limit: [2, 4] }, dataset: { samples: 8 } },
      said(": 2 of the task's 8 items were asked"),
    ],
    ["by ids", { config: { sample_id: ["a"] }, dataset: { samples: 2 } }, said(" to 2 items")],
    ["by its dataset", { dataset: { samples: 8 } }, said(": 2 of the task's 8 items were asked")],
    ["not by a limit beyond the dataset", { config: { limit: 100 }, dataset: { samples: 2 } }, [undefined]],
    ["not by its dataset", { config: { limit: null }, dataset: { samples: 2 } }, [undefined]],
  ])("is marked %s", async (_how, evaluation, expected) => {
    expect(await limitOf(evaluation)).toEqual(expected);
    expect(await limitOf(evaluation, { asFull: true })).toEqual([undefined]);
  });
});
