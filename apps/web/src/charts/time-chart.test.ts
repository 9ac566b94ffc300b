import { expect, test } from "vitest";
import { colorsOfTest } from "./testing/colors-of-test.ts";
import { runsPlan, timeChartData } from "./time-chart.tsx";

test("runs over time are one bar a bucket, an empty one included", () => {
  const labels = ["Nov 17", "Nov 18", "Nov 19"];
  const buckets = [{ runs: 3 }, { runs: 0 }, { runs: 5 }];
  const chart = timeChartData(runsPlan.series, buckets, labels, colorsOfTest);
  expect(chart.labels).toEqual(labels);
  expect(chart.datasets.map(({ data }) => data)).toEqual([[3, 0, 5]]);
  expect(chart.datasets[0]?.backgroundColor).toBe("#333333");
});
