import type { ComparedGroup, GroupFigures } from "@evalboard/contract";
import { exampleId } from "@evalboard/contract/testing";
import { describe, expect, test } from "vitest";
import { commonWords, nameGroups } from "./group-names.ts";
import { leaderWords } from "./group-words.ts";
import { sharedBy } from "./groups-chooser.tsx";
import { isLogarithmic, placeLabels, tradeOffPoints } from "./trade-off-points.ts";

const common = (model: string, number = 1, dataset = "capitals"): GroupFigures["common"] => ({
  run: null,
  model: { id: exampleId(1), provider: "acme", name: model },
  dataset: { id: exampleId(2), name: dataset },
  prompt: { id: exampleId(3), name: "ask" },
  promptVersion: { id: exampleId(4), number },
  label: null,
  itemsHash: null,
});
const named = (...all: GroupFigures["common"][]) => all.map((one) => ({ group: {}, common: one }));

describe("names of groups", () => {
  test("say what differs and nothing else", () => {
    expect(nameGroups(named(common("swift"), common("heavy")))).toEqual(["swift", "heavy"]);
    expect(nameGroups(named(common("swift", 1), common("swift", 2)))).toEqual(["ask v1", "ask v2"]);
    expect(nameGroups(named(common("swift", 1), common("swift", 2), common("heavy", 1)))).toEqual([
      "swift, ask v1",
      "swift, ask v2",
      "heavy, ask v1",
    ]);
    expect(commonWords(named(common("swift"), common("heavy")))).toEqual([
      "dataset capitals",
      "prompt ask v1",
    ]);
  });

  test("are numbers where nothing tells groups apart, and tags where these do", () => {
    expect(nameGroups(named(common("swift"), common("swift")))).toEqual(["group 1", "group 2"]);
    const tagged = ["0", "1"].map((temperature) => ({
      group: { tags: { temperature } },
      common: common("a"),
    }));
    expect(nameGroups(tagged)).toEqual(["temperature=0", "temperature=1"]);
  });
});

test("a group that joins others is asked for by what they have in common", () => {
  const [datasetId, label] = [exampleId(2), "main"];
  expect(sharedBy([])).toBeNull();
  expect(sharedBy([{ modelId: exampleId(1), datasetId, label }])).toEqual({ datasetId });
  expect(
    sharedBy([
      { modelId: exampleId(1), datasetId, label },
      { modelId: exampleId(5), datasetId, label },
    ]),
  ).toEqual({ datasetId, label });
  expect(sharedBy([{ runId: exampleId(1) }, { runId: exampleId(2) }])).toBeNull();
});

/** As much of a group as is drawn. */
function drawn(score: number | null, cost: number | null, isFrontier = false) {
  return {
    figures: { meanCostUsd: cost },
    adjustedScore: score,
    adjustedInterval: null,
    medianLatencyMs: null,
    frontier: { cost: isFrontier, latency: false },
  };
}

describe("quality against what it takes", () => {
  test("has the groups of which both are known, what takes least first", () => {
    const groups = [drawn(0.9, 0.02, true), drawn(0.5, 0.001, true), drawn(null, 0.01), drawn(0.7, null)];
    const { points, missing } = tradeOffPoints(groups, ["a", "b", "c", "d"], "cost");
    expect(points.map(({ name, isFrontier }) => [name, isFrontier])).toEqual([
      ["b", true],
      ["a", true],
    ]);
    expect(missing).toEqual(["c", "d"]);
    expect(tradeOffPoints(groups, ["a", "b", "c", "d"], "latency").points).toEqual([]);
  });

  test("has steps of equal ratios where figures lie far apart, and none of them is 0", () => {
    expect(isLogarithmic([{ x: 1 }, { x: 21 }])).toBe(true);
    expect(isLogarithmic([{ x: 1 }, { x: 20 }])).toBe(false);
    expect(isLogarithmic([{ x: 0 }, { x: 100 }])).toBe(false);
  });

  test("names stand in no other name's place, and within the chart where that can be", () => {
    const within = { left: 0, top: 0, width: 300, height: 200 };
    const at = (x: number, y: number) => ({ x, y, width: 60, height: 14 });
    const boxes = placeLabels([at(20, 100), at(24, 100), at(290, 100)], [], within);
    for (const [index, box] of boxes.entries()) {
      expect(box.left >= 0 && box.left + box.width <= 300).toBe(true);
      for (const other of boxes.slice(0, index)) {
        const apart = box.top + 14 <= other.top || other.top + 14 <= box.top;
        expect(apart || box.left + 60 <= other.left || other.left + 60 <= box.left).toBe(true);
      }
    }
  });

  test("a name stands on no line where a place beside its point has none", () => {
    const within = { left: 0, top: 0, width: 300, height: 200 };
    const [from, to] = [
      { x: 10, y: 100 },
      { x: 290, y: 60 },
    ];
    const [box] = placeLabels([{ ...from, width: 90, height: 14 }], [{ from, to }], within);
    // To the right of the point and below the line, which rises.
    expect(box).toEqual({ left: 19, top: 105, width: 90, height: 14 });
    const upright = { from: { x: 60, y: 0 }, to: { x: 60, y: 200 } };
    const beside = placeLabels([{ x: 150, y: 100, width: 90, height: 14 }], [upright], within);
    expect(beside).toEqual([{ left: 51 + 108, top: 81, width: 90, height: 14 }]);
  });
});

test("the answer says who is best, or who cannot be told apart", () => {
  const group = (best: number | null, worst = best): ComparedGroup =>
    ({ adjustedScore: 0.8, rankRange: best === null ? null : { best, worst } }) as ComparedGroup;
  const said = (...groups: ComparedGroup[]) =>
    leaderWords({ comparison: { groups, itemsOfAll: 1, itemsOfSome: 1 }, names: ["a", "b", "c"] });
  expect(said(group(1), group(2, 3), group(2, 3))).toBe("a is best, 0.800, beyond chance.");
  expect(said(group(1, 2), group(1, 2), group(3))).toBe("a and b cannot be told apart at the top.");
  expect(said(group(1, 3), group(1, 3), group(1, 3))).toBe("They cannot be told apart: a, b, and c.");
  expect(said(group(null), group(null))).toBe("They share no items: there is nothing to compare them by.");
});
