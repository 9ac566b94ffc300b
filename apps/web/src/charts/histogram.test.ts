import { expect, test } from "vitest";
import { histogramData } from "./histogram.tsx";
import { colorsOfTest } from "./testing/colors-of-test.ts";

test("the histogram is one bar a tenth, named by its ends", () => {
  const bins = [
    { from: 0, to: 0.1, count: 4 },
    { from: 0.9, to: 1, count: 45 },
  ];
  const chart = histogramData(bins, "Runs", colorsOfTest);
  expect(chart.labels).toEqual(["0–0.1", "0.9–1"]);
  expect(chart.datasets[0]?.data).toEqual([4, 45]);
});
