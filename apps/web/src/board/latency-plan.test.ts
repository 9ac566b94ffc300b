import type { StatsReport } from "@evalboard/contract";
import { describe, expect, test } from "vitest";
import { colorsOfTest } from "../charts/testing/colors-of-test.ts";
import { pairsOf, timeChartData } from "../charts/series.ts";
import { latencyPlan } from "./latency-plan.ts";

const day = (date: number) => ({
  from: `2026-11-${date}T00:00:00.000Z`,
  to: `2026-11-${date + 1}T00:00:00.000Z`,
});
const labels = ["Nov 17", "Nov 18", "Nov 19"];

describe("latency over time", () => {
  const chartOf = (buckets: StatsReport["latencyOverTime"]) =>
    timeChartData(latencyPlan.series, buckets, labels, colorsOfTest);
  const measured = (date: number, ms: number) => ({
    ...day(date),
    measuredRuns: 2,
    meanMs: ms,
    measuredItems: 20,
    p50Ms: ms - 100,
    p95Ms: ms + 900,
    p99Ms: ms + 1_900,
  });
  const gap = {
    ...day(18),
    measuredRuns: 0,
    meanMs: null,
    measuredItems: 0,
    p50Ms: null,
    p95Ms: null,
    p99Ms: null,
  };

  test("is a band from p50 to p95", () => {
    const chart = chartOf([measured(17, 1_000), measured(18, 1_200)]);
    expect(chart.datasets.map(({ label, data }) => [label, data])).toEqual([
      ["p50", [900, 1_100]],
      ["p95", [1_900, 2_100]],
    ]);
    expect(pairsOf(latencyPlan.series)).toEqual([[0, 1]]);
  });

  test("leaves a gap where nothing was measured, neither 0 nor a line across", () => {
    const chart = chartOf([measured(17, 1_000), gap, measured(19, 1_200)]);
    expect(chart.datasets[0]).toMatchObject({ data: [900, null, 1_100], spanGaps: false });
  });

  test("shows a lone measurement as a point, since it has no line", () => {
    const chart = chartOf([measured(17, 1_000), gap, measured(19, 1_200)]);
    expect(chart.datasets[0]).toMatchObject({ pointRadius: [3, 0, 3] });
  });

  test("shows no points on a line", () => {
    const buckets = [measured(17, 1_000), measured(18, 1_100), measured(19, 1_200)];
    expect(chartOf(buckets).datasets[0]).toMatchObject({ pointRadius: 0 });
  });
});
