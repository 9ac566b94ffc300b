import { expect, it } from "vitest";
import { describeMetrics, RunMetrics } from "./metrics.ts";

const given = (values: Readonly<Record<string, unknown>>) =>
  Object.entries(values).map(([name, value]) => ({ name, value }));

it("takes numbers on any scale, true and false as 1 and 0, and words", () => {
  const metrics = new RunMetrics();
  const values = {
    tone: 0.25,
    seconds: 1234.5,
    drop: -3,
    zero: 0,
    right: true,
    wrong: false,
    leaning: " left ",
  };
  expect(metrics.take(given(values))).toEqual({ ...values, right: 1, wrong: 0, leaning: "left" });
  expect(metrics.notes()).toEqual([]);
  expect(metrics.scores).toEqual(["tone", "zero", "right", "wrong"]);
});

it("takes null for no value, and says which values cannot be one", () => {
  const metrics = new RunMetrics();
  const values = {
    none: null,
    unsaid: undefined,
    endless: Infinity,
    huge: 1e101,
    tiny: -1e-101,
    edge: 1e100,
  };
  expect(
    metrics.take(given({ ...values, list: [1], text: "a\nb", long: "x".repeat(201), empty: " " })),
  ).toEqual({
    edge: 1e100,
  });
  expect(metrics.notes()).toEqual([
    "left out of the metrics is what is neither a number up to 1e100 in size nor a short word: endless, huge, tiny, list, text, …",
  ]);
  expect(metrics.names).toEqual(["edge"]);
});

it("takes the first 50 names of a run and says how many it leaves out", () => {
  const metrics = new RunMetrics();
  const many = (from: number, count: number) =>
    given(Object.fromEntries(Array.from({ length: count }, (_, index) => [`m${from + index}`, 1])));
  expect(Object.keys(metrics.take(many(0, 50)))).toHaveLength(50);
  expect(metrics.notes()).toEqual([]);
  // Two of the next result are known by now, of its own 12 none has room.
  expect(metrics.take(many(48, 14))).toEqual({ m48: 1, m49: 1 });
  expect(metrics.notes()).toEqual([
    "a run takes 50 metrics, so 12 more are left out: m50, m51, m52, m53, m54, …",
  ]);
  expect(metrics.names).toHaveLength(50);
});

it("reads grades as numbers, unless the metric has other words: then C is a word like A and D", () => {
  const read = (metrics: RunMetrics, words: readonly string[]) =>
    words.map((value) => metrics.take([{ name: "judge", value, grade: value === "C" ? 1 : null }]).judge);
  expect(read(new RunMetrics(), ["C", "C"])).toEqual([1, 1]);
  const letters = new RunMetrics();
  read(letters, ["C", "A", "D"]);
  expect(read(letters, ["C", "A", "D"])).toEqual(["C", "A", "D"]);
});

it("takes the first of two metrics of one name, and says so", () => {
  const metrics = new RunMetrics();
  const twice = [
    { name: "tone", value: 1 },
    { name: " tone ", value: 0 },
  ];
  expect(metrics.take(twice)).toEqual({ tone: 1 });
  expect(metrics.notes()).toEqual(["of metrics that one result has several times the first is taken: tone"]);
});

it("says which are better when higher only where it is known", () => {
  const known = new Map([
    ["acc", true],
    ["perplexity", false],
  ]);
  expect(describeMetrics(["acc", "length", "perplexity"], (name) => known.get(name))).toEqual({
    metrics: [
      { name: "acc", higherIsBetter: true },
      { name: "perplexity", higherIsBetter: false },
    ],
  });
  expect(describeMetrics(["length"], () => null)).toEqual({});
});
