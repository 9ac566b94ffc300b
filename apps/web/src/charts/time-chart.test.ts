import { expect, test } from "vitest";
import { colorsOfTest } from "./testing/colors-of-test.ts";
import { timeChartData } from "./series.ts";
import { runsPlan } from "./time-chart.tsx";

test("runs over time are one bar a bucket, an empty one included", () => {
  const labels = ["Nov 17", "Nov 18", "Nov 19"];
  const buckets = [{ runs: 3 }, { runs: 0 }, { runs: 5 }];
  const chart = timeChartData(runsPlan.series, buckets, labels, colorsOfTest);
  expect(chart.labels).toEqual(labels);
  expect(chart.datasets.map(({ data }) => data)).toEqual([[3, 0, 5]]);
  expect(chart.datasets[0]?.backgroundColor).toBe("#333333");
});

test("a step that stands for a gap is a bar of its own, as high as the chart, whatever else is drawn", () => {
  const gap = { length: "31 weeks", words: "31 weeks without runs", span: "Feb 2 – Sep 6, 2026" };
  const buckets = [{ runs: 3 }, { runs: 0 }, { runs: 5 }];
  const chart = timeChartData(runsPlan.series, buckets, ["Jan 26", "…", "Sep 7"], colorsOfTest, {
    gaps: [null, gap, null],
  });
  expect(chart.datasets.map(({ data }) => data)).toEqual([
    [3, 0, 5],
    [null, 1, null],
  ]);
  expect(chart.datasets[1]).toMatchObject({ type: "bar", yAxisID: "gaps", grouped: false });
});

test("the step that has not ended looks unlike the others as a bar", () => {
  const buckets = [{ runs: 3 }, { runs: 4 }, { runs: 1 }];
  const labels = ["Nov 17", "Nov 18", "Nov 19"];
  const bars = timeChartData(runsPlan.series, buckets, labels, colorsOfTest, { unfinished: 2 });
  const { bar, accentSoft } = colorsOfTest;
  expect(bars.datasets[0]?.backgroundColor).toEqual([bar, bar, accentSoft]);
});
