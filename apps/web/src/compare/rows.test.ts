import type { DifferingTag, GroupFigures } from "@evalboard/contract";
import { describe, expect, test } from "vitest";
import { completedWords, factRows, figureRows } from "./rows.ts";

const value = (of: string | null, runs: number) => ({ value: of, runs });

describe("fact rows", () => {
  const none = { run: null, model: null, dataset: null, prompt: null, promptVersion: null, label: null };
  const group = (common: object, differingTags: DifferingTag[] = []) =>
    ({ common: { ...none, ...common }, differingTags }) as unknown as GroupFigures;

  test("what neither side has in common is not told", () => {
    expect(factRows(group({}), group({}))).toEqual([]);
  });

  test("where one side differs, the other says that it is several", () => {
    const one = group({ prompt: { name: "ask" }, promptVersion: { number: 3 }, label: "main" });
    const other = group({ prompt: { name: "ask" }, model: { name: "swift" } });
    expect(factRows(one, other)).toEqual([
      { title: "Prompt", baseline: "ask v3", candidate: "ask, several versions" },
      { title: "Model", baseline: "several models", candidate: "swift" },
      { title: "Label", baseline: "main", candidate: "none in common" },
    ]);
  });

  test("a side that averages over values of a tag says which", () => {
    const heat = { name: "heat", values: [value("0", 2), value(null, 1)], totalValues: 2 };
    const seed = { name: "seed", values: [value("1", 1)], totalValues: 40 };
    expect(factRows(group({}, [heat, seed]), group({}))).toEqual([
      {
        title: "Averaged over tags",
        baseline: "heat (0, not set), seed (40 values)",
        candidate: "none that differs",
      },
    ]);
  });

  test("completions on one day are one day, of the zone given", () => {
    const days = (firstCompletedAt: string, lastCompletedAt: string) =>
      completedWords({ firstCompletedAt, lastCompletedAt } as GroupFigures, "America/New_York");
    expect(days("2026-11-23T05:00:00Z", "2026-11-24T04:59:59Z")).toBe("Nov 23, 2026");
    expect(days("2026-11-23T04:59:59Z", "2026-11-23T05:00:00Z")).toBe("Nov 22, 2026 – Nov 23, 2026");
  });
});

describe("figure rows", () => {
  const figures = {
    averageScore: 0.7,
    scoredItems: 90,
    passedItems: 66,
    results: 276,
    erroredResults: 4,
    unscoredResults: 0,
    meanLatencyMs: 1_120,
    measuredResults: 270,
    meanCostUsd: 0.000052,
    pricedResults: 272,
  } as GroupFigures;

  test("every figure has its n, and its change beside it", () => {
    const candidate = { ...figures, averageScore: 0.742, passedItems: 72, meanLatencyMs: 560 };
    const rows = figureRows({ baseline: figures, candidate });
    expect(
      rows.map(({ title, baseline, change }) => [title, baseline.value, baseline.basis, change?.text]),
    ).toEqual([
      ["Average score", "0.700", "90 items", "+0.042"],
      ["Pass rate", "73.3%", "66 of 90 items", "+6.7 pp"],
      ["Error rate", "1.4%", "4 of 276 results", "0.0 pp"],
      ["Mean latency", "1.12 s", "270 results measured", "−50%"],
      ["Mean cost per result", "$0.000052", "272 results priced", "0%"],
    ]);
    expect(rows.every(({ change }) => change?.tone === "neutral")).toBe(true);
  });

  test("results that nobody has scored are told where a side has any", () => {
    const rows = figureRows({ baseline: figures, candidate: { ...figures, unscoredResults: 69 } });
    expect(rows[3]).toMatchObject({
      title: "Not scored",
      baseline: { value: "0.0%", basis: "0 of 276 results" },
      candidate: { value: "25.0%", basis: "69 of 276 results" },
      change: { text: "+25.0 pp" },
    });
  });

  test("what is unknown is not 0 and has no change", () => {
    const unknown = {
      ...figures,
      averageScore: null,
      scoredItems: 0,
      passedItems: 0,
      meanLatencyMs: null,
      measuredResults: 0,
    };
    const [score, passRate, , latency] = figureRows({ baseline: figures, candidate: unknown });
    expect(score).toMatchObject({ candidate: { value: "–", basis: "0 items" }, change: null });
    expect(passRate).toMatchObject({ candidate: { value: "–", basis: "0 of 0 items" }, change: null });
    expect(latency).toMatchObject({ candidate: { value: "–" }, change: null });
  });
});
