import { expect, test } from "vitest";
import {
  chooseColumn,
  chooseUse,
  furtherColumns,
  knownWords,
  leaveUnscored,
  missingOf,
  sayOfMap,
  sayWord,
} from "./map-state.ts";

const map = {
  columns: { item: "id", score: "rating", latency: "seconds", "metric:style": "style", "tag:run": "../run" },
  scale: { from: 1, to: 5 },
  lowerIsBetter: true,
  latencyUnit: "s" as const,
  model: "acme/one",
};

test("with another column as its score a map forgets how the old one was read, and nothing else", () => {
  expect(chooseColumn(map, "score", "style")).toEqual({
    columns: { item: "id", latency: "seconds", "tag:run": "../run", score: "style" },
    latencyUnit: "s",
    model: "acme/one",
  });
  expect(chooseColumn(map, "latency", null)).toEqual({
    ...map,
    columns: { item: "id", score: "rating", "metric:style": "style", "tag:run": "../run" },
    latencyUnit: undefined,
  });
});

test("a column of models comes in place of the model that was written", () => {
  expect(chooseColumn(map, "model", "llm")).not.toHaveProperty("model");
  expect(chooseColumn(map, "item", null)).toMatchObject({ model: "acme/one" });
});

test("what is no field is a metric, a tag or left out", () => {
  const columns = ["id", "rating", "seconds", "style", "../run", "run", "a_cost", "notes"].map((name) => ({
    name,
    filled: 1,
    distinct: 1,
    numbers: 0,
    least: 0,
    greatest: 0,
    wholeNumbers: true,
    verdicts: 0,
    leastOther: 0,
    commas: 0,
    objects: 0,
    words: new Map<string, number>(),
    longest: 1,
    examples: [],
  }));
  const wide = { ...map, columns: { ...map.columns, cost: "*_cost" } };
  expect(furtherColumns({ columns, map: wide })).toEqual([
    ["style", "metric"],
    ["../run", "tag"],
    ["run", "left out"],
    ["notes", "left out"],
  ]);
  expect(chooseUse(map, "notes", "metric").columns).toMatchObject({ "metric:notes": "notes" });
  expect(chooseUse(map, "../run", "left out").columns).not.toHaveProperty("tag:run");
  // Two columns of one name are two metrics.
  const both = chooseUse(chooseUse(map, "run", "metric"), "../run", "metric").columns;
  expect(both).toMatchObject({ "metric:run": "run", "metric:../run": "../run" });
});

test("that nobody has scored answers may be said, and then no score is missing", () => {
  const missing = [{ option: "map", text: "score=COLUMN" } as const];
  const unscored = leaveUnscored({ columns: { item: "id", output: "answer", score: "rating" } });
  expect(unscored.columns).toEqual({ item: "id", output: "answer", score: null });
  expect(missingOf({ map: unscored, missing })).toEqual([]);
  // Without answers there would be nothing to store.
  expect(missingOf({ map: chooseColumn(unscored, "output", null), missing })).toEqual(missing);
  expect(missingOf({ map: { columns: { output: "answer" } }, missing })).toEqual(missing);
});

test("what is said no more stands in no map", () => {
  expect(Object.keys(sayOfMap(map, { model: undefined }))).not.toContain("model");
  expect(sayOfMap(map, { dataset: "d" })).toEqual({ ...map, dataset: "d" });
});

test("what a word counts as can be said, that it is no score too, and taken back", () => {
  const said = sayWord(sayWord(map, "tie", 0.5), "skipped", null);
  expect(said.words).toEqual({ tie: 0.5, skipped: null });
  expect(sayWord(said, "skipped", undefined).words).toEqual({ tie: 0.5 });
  expect(sayWord(sayWord(said, "skipped", undefined), "tie", undefined)).toEqual(map);
});

test("the words of a score stand in order, with those that were said before they were seen", () => {
  const words = new Map([
    ["D", null],
    ["B", null],
    ["yes", 1],
  ]);
  expect(knownWords({ ...map, words: { "-1": null, B: 0.75 } }, words)).toEqual([
    ["-1", null],
    ["B", null],
    ["D", null],
    ["yes", 1],
  ]);
});
