import { expect, test } from "vitest";
import { columnsOf, layoutOf } from "./columns.ts";

const metric = (name: string) => ({ name, n: 3, mean: 0.5, deviation: null, words: [] });
const run = (...names: string[]) => ({ metrics: names.map(metric), scoreMetric: "acc" });

test("the first metrics are columns by themselves, but not the one that is the score", () => {
  expect(columnsOf(run("acc", "bleu", "rouge", "tone", "verbosity"), undefined)).toEqual([
    "bleu",
    "rouge",
    "tone",
  ]);
  expect(columnsOf({ metrics: null, scoreMetric: null }, undefined)).toEqual([]);
});

test("those that are chosen are columns in that order, none included, as many as there is room for", () => {
  const five = run("a", "b", "c", "d", "e");
  expect(columnsOf(five, ["e", "a"])).toEqual(["e", "a"]);
  expect(columnsOf(five, [])).toEqual([]);
  expect(columnsOf(five, ["e", "d", "c", "b", "a"])).toEqual(["e", "d", "c", "b"]);
  expect(columnsOf(run("acc"), ["acc"])).toEqual(["acc"]);
});

test("a metric that the run has not got is no column", () => {
  expect(columnsOf(run("a"), ["z", "a"])).toEqual(["a"]);
});

test("the narrowest layout is the same however many columns there are", () => {
  const narrow = [0, 1, 4].map((columns) =>
    layoutOf(columns)
      .split(" ")
      .filter((one) => one.startsWith("grid-cols")),
  );
  expect(narrow).toEqual(Array.from({ length: 3 }, () => ["grid-cols-[1fr_auto_2.5rem]"]));
});
