import { Answers, type RankedModel } from "@evalboard/contract";
import {
  changeWith,
  exampleId,
  noFigures,
  rankedDatasetWith,
  rankedModelWith,
} from "@evalboard/contract/testing";
import { describe, expect, test } from "vitest";
import { type AnsweredBoard, answersOf } from "./answers.ts";

const window = {
  from: new Date("2026-03-04T00:00:00Z"),
  to: new Date("2026-03-11T00:00:00Z"),
  previous: { from: new Date("2026-02-25T00:00:00Z"), to: new Date("2026-03-04T00:00:00Z") },
};
const thisWindow = {
  completedFrom: "2026-03-04T00:00:00.000Z",
  completedTo: "2026-03-11T00:00:00.000Z",
};
const before = { completedFrom: "2026-02-25T00:00:00.000Z", completedTo: "2026-03-04T00:00:00.000Z" };

/** What is answered of a board of nothing but what is told; as the contract has it. */
function answersTo(told: Partial<AnsweredBoard>): Answers {
  const summary = { ...noFigures, previous: noFigures, scoreChange: null, latencyChange: null };
  const rest = { runs: 4, items: 160 };
  const rests = {
    models: new Map([1, 2, 3, 4, 5].map((number) => [exampleId(number), { ...rest, others: 3 }])),
    datasets: new Map(
      [...Array(20).keys()].map((number) => [exampleId(40 + number), { ...rest, others: 2 }]),
    ),
  };
  return Answers.parse(
    answersOf({ where: {}, window, summary, models: [], datasets: [], rests, changes: [], ...told }),
  );
}

/** The model of this number, at a place of its own among the others. */
const model = (number: number, told: Partial<RankedModel> = {}) =>
  rankedModelWith({ modelId: exampleId(number), name: `model ${number}`, ...told });
const named = (number: number) => ({
  modelId: exampleId(number),
  provider: "openai",
  name: `model ${number}`,
});
const dataset = { datasetId: exampleId(41), name: "capitals" };
const places = (best: number, worst: number) => ({ rankRange: { best, worst } });
const alone = { adjustedScore: null, adjustedInterval: null, rankRange: null };

describe("which models are reliable", () => {
  test("leads, where every other is surely worse", () => {
    const models = [model(1), model(2, { ...places(2, 2) })];
    expect(answersTo({ models }).models).toEqual({
      state: "leads",
      subject: named(1),
      figure: 0.68,
      interval: { low: 0.52, high: 0.81 },
      n: { runs: 4, items: 160, others: 3 },
      tied: { count: 0, first: [] },
      apart: 0,
      join: null,
      evidence: { kind: "runs", where: { modelId: exampleId(1) }, ...thisWindow },
    });
  });

  test("tied with as many as its places say, of which three are named, those that may be first before others", () => {
    const models = [
      model(1, places(1, 6)),
      model(2, places(2, 7)),
      ...[3, 4, 5, 6].map((n) => model(n, places(1, 7))),
    ];
    const { state, subject, tied } = answersTo({ models: [...models, model(7, places(7, 7))] }).models;
    expect([state, subject]).toEqual(["tied", named(1)]);
    expect(tied).toEqual({ count: 5, first: [named(3), named(4), named(5)] });
  });

  test("only one: as its row has it, adjusted, and its plain average where it has no place", () => {
    const unscored = model(2, { ...alone, averageScore: null });
    const of = (only: RankedModel) => {
      const { state, figure, interval } = answersTo({ models: [only, unscored] }).models;
      return [state, figure, interval];
    };
    expect(of(model(1))).toEqual(["only one", 0.68, { low: 0.52, high: 0.81 }]);
    expect(of(model(1, alone))).toEqual(["only one", 0.7, { low: 0.55, high: 0.82 }]);
  });

  test("apart, where no two compare: nobody, and what to run to have two that do", () => {
    const reason = "shares no dataset" as const;
    const models = [
      model(1, { ...alone, apart: { reason, join: null } }),
      model(2, { ...alone, apart: { reason, join: dataset } }),
    ];
    expect(answersTo({ models }).models).toMatchObject({
      state: "apart",
      subject: null,
      figure: null,
      apart: 2,
      join: { model: named(2), dataset },
      evidence: null,
    });
  });

  test("counts those apart beside one that leads", () => {
    const models = [
      model(1),
      model(2, places(2, 2)),
      model(3, { ...alone, apart: { reason: "one dataset alone", join: dataset } }),
    ];
    expect(answersTo({ models }).models).toMatchObject({ state: "leads", apart: 1, join: null });
  });

  test("none, where no run is scored", () => {
    const models = [model(1, { ...alone, averageScore: null })];
    expect(answersTo({ models }).models).toMatchObject({ state: "none", subject: null, n: { runs: 0 } });
  });
});

describe("which datasets are hard", () => {
  const other = { datasetId: exampleId(42), name: "rivers" };

  test("hardest, where every other is surely easier, and the saturated ones beside", () => {
    const datasets = [rankedDatasetWith(), rankedDatasetWith({ ...other, ...places(2, 2), saturated: true })];
    expect(answersTo({ datasets, where: { label: "main" } }).datasets).toMatchObject({
      state: "hardest",
      subject: dataset,
      n: { others: 2 },
      saturated: { count: 1, first: [other] },
      evidence: { kind: "runs", where: { label: "main", datasetId: exampleId(41) }, ...thisWindow },
    });
  });

  test("tied; only one; apart; none", () => {
    const tied = [rankedDatasetWith(places(1, 2)), rankedDatasetWith({ ...other, ...places(1, 2) })];
    expect(answersTo({ datasets: tied }).datasets).toMatchObject({
      state: "tied",
      tied: { count: 1, first: [other] },
    });
    expect(answersTo({ datasets: [rankedDatasetWith()] }).datasets).toMatchObject({
      state: "only one",
      figure: rankedDatasetWith().adjustedScore,
      interval: rankedDatasetWith().adjustedInterval,
    });
    const apart = { reason: "shares no dataset" as const, join: named(1) };
    const datasets = [
      rankedDatasetWith({ ...alone, apart }),
      rankedDatasetWith({ ...other, ...alone, apart }),
    ];
    expect(answersTo({ datasets }).datasets).toMatchObject({
      state: "apart",
      join: { dataset, model: named(1) },
    });
    expect(answersTo({}).datasets).toMatchObject({ state: "none", saturated: { count: 0 } });
  });
});

describe("how latency changed", () => {
  const change = {
    pairs: 2,
    runs: 9,
    previousRuns: 8,
    ratio: 1.3,
    interval: { low: 1.1, high: 1.5 },
    pValue: 0.01,
    verdict: "slower" as const,
    mostMoved: { ...named(1), ratio: 1.6 },
  };
  const summary = { ...noFigures, measuredRuns: 9, previous: noFigures, scoreChange: null };

  test("as its verdict has it, with both windows of the model that moved most", () => {
    const { verdict: _verdict, ...figures } = change;
    const where = { datasetId: exampleId(41) };
    expect(answersTo({ where, summary: { ...summary, latencyChange: change } }).latency).toEqual({
      state: "slower",
      ...figures,
      evidence: {
        kind: "comparison",
        baseline: { ...where, modelId: exampleId(1), ...before },
        candidate: { ...where, modelId: exampleId(1), ...thisWindow },
      },
    });
  });

  test("nothing before, where no pair was measured in both windows or there is none before; none without latencies", () => {
    const noPairs = { ...change, pairs: 0, ratio: null, interval: null, pValue: null, mostMoved: null };
    const stateOf = (told: Partial<AnsweredBoard["summary"]>) =>
      answersTo({ summary: { ...summary, latencyChange: noPairs, ...told } }).latency.state;
    expect(stateOf({})).toBe("nothing before");
    expect(stateOf({ previous: null, latencyChange: null })).toBe("nothing before");
    expect(stateOf({ measuredRuns: 0 })).toBe("none");
  });
});

describe("whether the recent prompt change improved anything", () => {
  const unclear = changeWith({ name: "newest", verdict: "no clear change", sharedItems: 7 });
  const little = changeWith({ name: "little", verdict: "too little to say" });
  const unlike = changeWith({ name: "unlike", verdict: null, difference: null, interval: null });

  test("of the newest change that did something, and counts all", () => {
    const changes = [unclear, changeWith({ verdict: "worse" }), changeWith({ name: "old" }), little, unlike];
    expect(answersTo({ changes, where: { label: "main", promptId: exampleId(1) } }).prompts).toEqual({
      state: "worse",
      subject: { promptId: exampleId(1), name: "extract", newer: 2, older: 1 },
      figure: 0.11,
      interval: { low: 0.05, high: 0.17 },
      n: { runs: 76, items: 280 },
      detectableChange: 0.06,
      counts: { improved: 1, worse: 1, noClearChange: 1, tooLittle: 1, nothingToCompare: 1 },
      evidence: {
        kind: "comparison",
        baseline: { label: "main", promptVersionId: exampleId(11) },
        candidate: { label: "main", promptVersionId: exampleId(12) },
      },
    });
  });

  test("else of the newest that could be compared; nothing to compare; none", () => {
    expect(answersTo({ changes: [unclear, little] }).prompts).toMatchObject({
      state: "no clear change",
      subject: { name: "newest" },
      n: { items: 7 },
    });
    expect(answersTo({ changes: [unlike] }).prompts).toMatchObject({
      state: "nothing to compare",
      subject: null,
      evidence: null,
    });
    expect(answersTo({}).prompts).toMatchObject({ state: "none", counts: { nothingToCompare: 0 } });
  });
});
