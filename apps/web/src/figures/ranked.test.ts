import type { RankedDataset, RankedModel } from "@evalboard/contract";
import { exampleId, noFigures } from "@evalboard/contract/testing";
import { describe, expect, test } from "vitest";
import { rankText } from "./place.tsx";
import { apartWords, byStanding, consistencyWords, silentWords } from "./ranked.tsx";

const place = {
  adjustedScore: 0.8241,
  adjustedInterval: { low: 0.8, high: 0.85 },
  rankRange: { best: 1, worst: 3 },
  apart: null,
};
const model: RankedModel = {
  ...noFigures,
  ...place,
  modelId: exampleId(21),
  provider: "acme",
  name: "swift",
  consistency: { items: 0, passedAlways: null, flipped: null, passAll: [] },
};
const dataset: RankedDataset = {
  ...noFigures,
  ...place,
  datasetId: exampleId(41),
  name: "capitals",
  models: 2,
  comparedItems: 50,
  silentItems: 12,
  saturated: false,
};
const noPlace = { adjustedScore: null, adjustedInterval: null, rankRange: null };

test("a place is a range, or the one that is left", () => {
  expect(rankText({ best: 1, worst: 3 })).toBe("1–3");
  expect(rankText({ best: 2, worst: 2 })).toBe("2");
});

describe("what stands apart", () => {
  const apartModel = { ...model, ...noPlace, apart: { reason: "one dataset alone", join: null } } as const;

  test("is told from what is ranked, each in its order", () => {
    const other = { ...model, modelId: exampleId(22) };
    const { rows, apart } = byStanding([model, apartModel, other]);
    expect(rows).toEqual([model, other]);
    expect(apart.rows).toEqual([apartModel]);
  });

  test("says why, and what to run", () => {
    expect(apartWords(model)).toBeNull();
    expect(apartWords(apartModel)).toBe("Has runs on one dataset alone.");
    const join = { datasetId: exampleId(41), name: "capitals" };
    expect(apartWords({ ...model, apart: { reason: "shares no dataset", join } })).toBe(
      "Shares no dataset with the others. Run it on capitals to rank it.",
    );
  });

  test("says it of a dataset the other way round", () => {
    const join = { modelId: exampleId(21), provider: "acme", name: "swift" };
    expect(apartWords({ ...dataset, apart: { reason: "one dataset alone", join } })).toBe(
      "Has runs of one model alone. Run swift on it to rank it.",
    );
    expect(apartWords({ ...dataset, apart: { reason: "shares no dataset", join: null } })).toBe(
      "Shares no model with the others.",
    );
  });
});

test("pass^k is told for each k with its n", () => {
  const passAll: RankedModel["consistency"]["passAll"] = [
    { k: 2, items: 50, rate: 0.912 },
    { k: 4, items: 1, rate: 0.8 },
  ];
  expect(consistencyWords({ ...model.consistency, passAll })).toBe(
    "All of 2 askings pass: 91.2% (of 50 items); all of 4: 80.0% (of 1 item)",
  );
});

test("items that tell no models apart are counted of those that several were asked", () => {
  expect(silentWords(dataset)).toBe("12 of 50 items tell no models apart");
  expect(silentWords({ comparedItems: 1, silentItems: 1 })).toBe("1 of 1 item tells no models apart");
  expect(silentWords({ comparedItems: 50, silentItems: 0 })).toBeNull();
});
