import type { FiguresBucket } from "@evalboard/contract";
import { expect, test } from "vitest";
import { colorsOfTest } from "../charts/testing/colors-of-test.ts";
import { timeChartData } from "../charts/series.ts";
import { scorePlan } from "./over-time.tsx";

const datasetsOf = (buckets: Pick<FiguresBucket, "averageScore" | "scoreInterval">[]) =>
  timeChartData(
    scorePlan.series,
    buckets.map((bucket) => ({ ...bucket, scoredRuns: 0 })),
    [],
    colorsOfTest,
  ).datasets;

test("the score is a line over its interval; an empty bucket is a gap in both", () => {
  const buckets = [
    { averageScore: 0.8, scoreInterval: { low: 0.7, high: 0.9 } },
    { averageScore: null, scoreInterval: null },
    { averageScore: 0.6, scoreInterval: null },
  ];
  const [mean, interval] = datasetsOf(buckets);
  expect(mean).toMatchObject({ type: "line", data: [0.8, null, 0.6], spanGaps: false });
  expect(interval?.data).toEqual([[0.7, 0.9], null, null]);
});

test("a score between two gaps is a point, since it has no line", () => {
  const none = { averageScore: null, scoreInterval: null };
  const [mean] = datasetsOf([none, { averageScore: 0.5, scoreInterval: null }, none]);
  expect(mean).toMatchObject({ pointRadius: [0, 3, 0] });
});
