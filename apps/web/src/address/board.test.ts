import { StatsQuery } from "@evalboard/contract";
import { describe, expect, test } from "vitest";
import { boardFilterOf, notNarrowed, parseBoardSearch, runsSearchOf, statsQueryOf } from "./board.ts";

const MODEL = "019ab3f0-0000-7000-8000-000000000001";
const DATASET = "019ab3f0-0000-7000-8000-000000000002";

describe("the board's address", () => {
  test("says which period and which tab", () => {
    expect(parseBoardSearch({ period: "30d", tab: "matrix" })).toEqual({ period: "30d", tab: "matrix" });
  });

  test("without a tab, or with one that is none, shows the first view", () => {
    expect(parseBoardSearch({})).toEqual({ period: "7d" });
    expect(parseBoardSearch({ tab: "figures" })).toEqual({ period: "7d" });
  });

  test("says which runs the board is narrowed to", () => {
    const narrowed = { model: MODEL, dataset: DATASET, label: "main", tag: ["temperature=0.2", "host=a"] };
    expect(parseBoardSearch({ period: "7d", ...narrowed })).toEqual({ period: "7d", ...narrowed });
    expect(parseBoardSearch({ tag: "temperature=0.2" })).toEqual({ period: "7d", tag: ["temperature=0.2"] });
  });

  test("narrows to nothing where it makes no sense", () => {
    expect(parseBoardSearch({ model: "swift", label: " ", tag: "temperature", dataset: [DATASET] })).toEqual({
      period: "7d",
    });
  });
});

describe("the board's question", () => {
  test("is the period alone while the board is of all runs", () => {
    expect(statsQueryOf({ period: "7d" })).toBe("7d");
    expect(statsQueryOf({ period: "7d", tab: "matrix", ...notNarrowed })).toBe("7d");
  });

  test("names all that the board is narrowed to, in the server's words", () => {
    const search = parseBoardSearch({ period: "90d", model: MODEL, label: "main", tag: ["a=1", "b=2=3"] });
    const query = statsQueryOf(search);
    expect(query).toEqual({
      period: "90d",
      where: { modelId: MODEL, label: "main", tags: { a: "1", b: "2=3" } },
    });
    expect(StatsQuery.parse(query)).toEqual(query);
  });
});

test("the runs of a narrowed board are found in the run list", () => {
  const filter = boardFilterOf({ dataset: DATASET, label: "main", tag: ["a=1"] });
  expect(runsSearchOf(filter!)).toEqual({ datasetId: DATASET, label: "main", tag: ["a=1"] });
  expect(runsSearchOf({ modelId: MODEL })).toEqual({ modelId: MODEL });
});
