import { describe, expect, test } from "vitest";
import { commonMix } from "./mix.ts";

/** One run of each model, by its letter, on each of its datasets, by their digits; `A12 B12 B12` has B run twice. */
function cellsOf(board: string) {
  const pairs = board
    .split(" ")
    .flatMap(([model = "", ...datasets]) => datasets.map((dataset) => ({ model, dataset })));
  return [...Map.groupBy(pairs, ({ model, dataset }) => model + dataset)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, its]) => ({ model: "", dataset: "", ...its[0], runs: its.length }));
}

function mixOf(board: string) {
  const { cells, apart } = commonMix(cellsOf(board));
  return {
    mix: cells.map(({ model, dataset }) => model + dataset).join(" "),
    apart: [...apart].map(([model, { apart: reason, join }]) => `${model} ${reason}, ${join}`),
  };
}

describe("the common mix", () => {
  test.each([
    ["is all of a full board", "A12 B12", "A1 A2 B1 B2", []],
    ["is of the models that share datasets through others", "A12 B23 C31", "A1 A2 B2 B3 C1 C3", []],
    [
      "is the largest group",
      "A12 B12 C34 D34 E34",
      "C3 C4 D3 D4 E3 E4",
      ["A shares no dataset, 3", "B shares no dataset, 3"],
    ],
    [
      "of groups as large, is the one with most runs",
      "A1 B1 C2 D2 D2",
      "C2 D2",
      ["A shares no dataset, 2", "B shares no dataset, 2"],
    ],
    [
      "of groups alike, is the first by name",
      "A1 B1 C2 D2",
      "A1 B1",
      ["C shares no dataset, 1", "D shares no dataset, 1"],
    ],
    ["has no model with one dataset of several", "A12 B12 C1", "A1 A2 B1 B2", ["C one dataset alone, 2"]],
    [
      "joins by the dataset with most runs",
      "A123 B123 A3 C1",
      "A1 A2 A3 B1 B2 B3",
      ["C one dataset alone, 3"],
    ],
    [
      "joins by the first name of those with as many",
      "A23 B123 C13 D3",
      "A2 A3 B1 B2 B3 C1 C3",
      ["D one dataset alone, 1"],
    ],
    ["has no dataset of one model alone", "A123 B12", "A1 A2 B1 B2", []],
    [
      "leaves out who has one dataset when that is left out",
      "A123 B123 C34",
      "A1 A2 A3 B1 B2 B3",
      ["C one dataset alone, 1"],
    ],
    ["is the dataset that two models share", "A12 B23", "A2 B2", []],
    ["is a dataset alone where that has all", "A1 B1 C1", "A1 B1 C1", []],
    [
      "is a dataset alone where that has twice as many models as are left otherwise",
      "A12 B12 C1 D1",
      "A1 B1 C1 D1",
      [],
    ],
    ["is not a dataset alone where that has fewer", "A12 B12 C1", "A1 A2 B1 B2", ["C one dataset alone, 2"]],
    ["of a chain is a dataset of two", "A1 B12 C2", "A1 B1", ["C one dataset alone, 1"]],
    ["of one model is all it ran", "A12", "A1 A2", []],
    [
      "of models that share nothing is none",
      "A1 B2",
      "",
      ["A shares no dataset, 2", "B shares no dataset, 1"],
    ],
    ["of nothing is none", "", "", []],
  ])("%s: %s", (_, board, mix, apart) => {
    expect(mixOf(board)).toEqual({ mix, apart });
  });
});
