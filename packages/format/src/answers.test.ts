import type { Answers } from "@evalboard/contract";
import { describe, expect, test } from "vitest";
import { answerSentences } from "./answers.ts";

const modelId = "019ab000-0000-7000-8000-000000000021";
const datasetId = "019ab000-0000-7000-8000-000000000041";
const modelOf = (name: string) => ({ modelId, provider: "openai", name });
const datasetOf = (name: string) => ({ datasetId, name });
const nobody = { count: 0, first: [] };

const models: Answers["models"] = {
  state: "leads",
  subject: modelOf("gpt-5"),
  figure: 0.8104,
  interval: { low: 0.7796, high: 0.8404 },
  n: { runs: 24, items: 300, others: 5 },
  tied: nobody,
  apart: 0,
  join: null,
  evidence: null,
};
const datasets: Answers["datasets"] = {
  ...models,
  state: "hardest",
  subject: datasetOf("calendar"),
  figure: 0.31,
  interval: { low: 0.25, high: 0.38 },
  tied: nobody,
  join: null,
  saturated: nobody,
};
const latency: Answers["latency"] = {
  state: "faster",
  pairs: 7,
  runs: 40,
  previousRuns: 1_238,
  ratio: 0.88,
  interval: { low: 0.85, high: 0.92 },
  pValue: 0.0001,
  mostMoved: { ...modelOf("gpt-5"), ratio: 0.7 },
  evidence: null,
};
const prompts: Answers["prompts"] = {
  state: "improved",
  subject: { promptId: datasetId, name: "write-code", newer: 2, older: 1 },
  figure: 0.046,
  interval: { low: 0.012, high: 0.08 },
  n: { runs: 20, items: 50 },
  detectableChange: 0.047,
  counts: { improved: 1, worse: 0, noClearChange: 0, tooLittle: 0, nothingToCompare: 0 },
  evidence: null,
};

const sayModels = (told: Partial<Answers["models"]>) =>
  answerSentences({ models: { ...models, ...told }, datasets, latency, prompts }).models;
const sayDatasets = (told: Partial<Answers["datasets"]>) =>
  answerSentences({ models, datasets: { ...datasets, ...told }, latency, prompts }).datasets;
const sayLatency = (told: Partial<Answers["latency"]>) =>
  answerSentences({ models, datasets, latency: { ...latency, ...told }, prompts }).latency;
const sayPrompts = (told: Partial<Answers["prompts"]>) =>
  answerSentences({ models, datasets, latency, prompts: { ...prompts, ...told } }).prompts;

describe("which models are reliable", () => {
  test("is one that leads", () => {
    expect(sayModels({})).toBe(
      "openai/gpt-5 leads, 0.810 [0.780, 0.840] on the common mix of 5 datasets (300 answers, 24 runs).",
    );
    expect(sayModels({ n: { runs: 1, items: 1, others: 1 }, apart: 1 })).toBe(
      "openai/gpt-5 leads, 0.810 [0.780, 0.840] on 1 dataset (1 answer, 1 run); 1 model not ranked.",
    );
  });

  test("is one that cannot be told from one, some or many others", () => {
    const first = ["a", "b", "c"].map(modelOf);
    expect(sayModels({ state: "tied", tied: { count: 1, first: first.slice(0, 1) } })).toMatch(
      /^openai\/gpt-5 is first, 0\.810 \[.*\] on .*; it cannot be told from openai\/a\.$/,
    );
    expect(sayModels({ state: "tied", tied: { count: 2, first: first.slice(0, 2) }, apart: 2 })).toMatch(
      /; it cannot be told from 2 others \(openai\/a, openai\/b\); 2 models not ranked\.$/,
    );
    expect(sayModels({ state: "tied", tied: { count: 7, first } })).toMatch(
      /told from 7 others \(openai\/a, openai\/b, openai\/c and 4 more\)\.$/,
    );
  });

  test("is not known of one model, of models with nothing in common, and of none", () => {
    expect(sayModels({ state: "only one" })).toBe(
      "openai/gpt-5 is the only model, 0.810 [0.780, 0.840] on the common mix of 5 datasets (300 answers, 24 runs).",
    );
    expect(sayModels({ state: "only one", n: { runs: 24, items: 300, others: 1 } })).toBe(
      "openai/gpt-5 is the only model, 0.810 [0.780, 0.840] on average (300 answers, 24 runs).",
    );
    const apart = { state: "apart", subject: null, figure: null, interval: null } as const;
    expect(sayModels(apart)).toBe("Too little to say: no two models can be compared.");
    expect(sayModels({ ...apart, join: { model: modelOf("a"), dataset: datasetOf("capitals") } })).toBe(
      "Too little to say: no two models can be compared; run openai/a on capitals as well to compare it.",
    );
    expect(sayModels({ ...apart, state: "none" })).toBe("No model has a scored run in this time.");
  });
});

describe("a score with its interval", () => {
  const say = (figure: number, low: number, high: number) =>
    /leads, (.*) on the/.exec(sayModels({ figure, interval: { low, high } }))?.[1];

  test("has its ends in brackets", () => {
    expect(say(0.5, 0.4, 0.6)).toBe("0.500 [0.400, 0.600]");
    expect(say(0.981, 0.94, 0.995)).toBe("0.981 [0.940, 0.995]");
    expect(say(0.9996, 0.9992, 1)).toBe(">0.999 [0.999, 1.000]");
    expect(say(1.02, 0.9, 1)).toBe("1.020 [0.900, 1.000]");
    expect(say(-0.02, 0, 0.1)).toBe("−0.020 [0.000, 0.100]");
  });

  test("is by itself where no interval is known", () => {
    expect(sayModels({ interval: null })).toContain("leads, 0.810 on the common mix");
  });
});

describe("which datasets are hard", () => {
  test("is one that is the hardest, and which are saturated", () => {
    expect(sayDatasets({})).toBe(
      "calendar is the hardest, 0.310 [0.250, 0.380] by the common mix of 5 models (300 answers, 24 runs).",
    );
    const first = ["a", "b"].map(datasetOf);
    const others = { n: { runs: 2, items: 40, others: 1 }, apart: 1 };
    expect(sayDatasets({ ...others, saturated: { count: 1, first: first.slice(0, 1) } })).toMatch(
      / by 1 model \(40 answers, 2 runs\); 1 dataset not ranked; a is saturated\.$/,
    );
    expect(sayDatasets({ saturated: { count: 2, first } })).toMatch(/; 2 datasets are saturated \(a, b\)\.$/);
  });

  test("is one that cannot be told from others", () => {
    expect(sayDatasets({ state: "tied", tied: { count: 1, first: [datasetOf("sums")] } })).toMatch(
      /^calendar comes out hardest, 0\.310 .*; it cannot be told from sums\.$/,
    );
  });

  test("is not known of one dataset, of datasets with nothing in common, and of none", () => {
    const saturated = { count: 1, first: [datasetOf("sums")] };
    expect(sayDatasets({ state: "only one", saturated })).toBe(
      "calendar is the only dataset, 0.310 [0.250, 0.380] by the common mix of 5 models (300 answers, 24 runs); sums is saturated.",
    );
    const join = { dataset: datasetOf("capitals"), model: modelOf("a") };
    expect(sayDatasets({ state: "apart", subject: null, join, saturated })).toBe(
      "Too little to say: no two datasets can be compared; run openai/a on capitals as well to compare it; sums is saturated.",
    );
    expect(sayDatasets({ state: "none", subject: null })).toBe("No dataset has a scored run in this time.");
  });
});

describe("how latency changed", () => {
  test("is said with what moved it most", () => {
    expect(sayLatency({})).toBe(
      "Answers came faster, −12% [−15%, −8%] within 7 pairs of model and dataset (40 runs, 1,238 before); most by openai/gpt-5, −30%.",
    );
    const slower = { state: "slower", ratio: 1.12, interval: null, mostMoved: null } as const;
    expect(sayLatency({ ...slower, pairs: 1, runs: 1, previousRuns: 2 })).toBe(
      "Answers came slower, +12% within 1 pair of model and dataset (1 run, 2 before).",
    );
  });

  test("may be too little, not clear, or not known", () => {
    expect(sayLatency({ state: "no clear change" })).toMatch(
      /^No clear change of latency, −12% \[.* before\)\.$/,
    );
    expect(sayLatency({ state: "too little to say", ratio: null, interval: null })).toBe(
      "Too little to say of latency, within 7 pairs of model and dataset (40 runs, 1,238 before).",
    );
    expect(sayLatency({ state: "nothing before" })).toBe(
      "No latency of the same models and datasets before this time to compare with.",
    );
    expect(sayLatency({ state: "none" })).toBe("No run has a latency in this time.");
  });
});

describe("whether the recent prompt change improved anything", () => {
  test("is said of one that did, or made it worse", () => {
    expect(sayPrompts({})).toBe(
      "write-code v2 improved on v1 by +0.046 [+0.012, +0.080] (50 items, 20 runs).",
    );
    const interval = { low: -0.08, high: -0.012 };
    const counts = { improved: 0, worse: 1, noClearChange: 2, tooLittle: 1_000, nothingToCompare: 1 };
    expect(sayPrompts({ state: "worse", figure: -0.046, interval, n: { runs: 2, items: 1 }, counts })).toBe(
      "write-code v2 is worse than v1, −0.046 [−0.080, −0.012] (1 item, 2 runs); " +
        "of 1,004 changes 1 worse, 2 no clear change, 1,000 too little to say, 1 nothing to compare.",
    );
  });

  test("says what would have shown where nothing did", () => {
    expect(sayPrompts({ state: "no clear change" })).toBe(
      "write-code v2 made no clear change to v1, +0.046 [+0.012, +0.080] (50 items, 20 runs); a change of 0.047 would likely have shown.",
    );
    expect(sayPrompts({ state: "too little to say" })).toBe(
      "Too little to say of write-code v2 against v1, +0.046 [+0.012, +0.080] (50 items, 20 runs); a change below 0.047 would likely not have shown.",
    );
    expect(sayPrompts({ state: "too little to say", interval: null, detectableChange: null })).toBe(
      "Too little to say of write-code v2 against v1, +0.046 (50 items, 20 runs).",
    );
  });

  test("is not known without a shared item, or a version before", () => {
    expect(sayPrompts({ state: "nothing to compare", subject: null, figure: null, interval: null })).toBe(
      "No new version shares a scored item with the version before it.",
    );
    expect(sayPrompts({ state: "none", subject: null })).toBe("No prompt change to judge in this time.");
  });
});
