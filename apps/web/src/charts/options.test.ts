import type { TooltipItem } from "chart.js";
import { expect, test } from "vitest";
import type { Kind } from "./canvas.tsx";
import { chartOptions } from "./options.ts";
import { colorsOfTest } from "./testing/colors-of-test.ts";

/** What the tooltip says of a step with this value. */
function words(value: number | [number, number] | null): unknown {
  const options = chartOptions(colorsOfTest, { titles: [], tick: String, value: (one) => `${one} ms` });
  const item = { dataset: { label: "Latency", data: [value] }, dataIndex: 0 } as unknown as TooltipItem<Kind>;
  const label = options.plugins?.tooltip?.callbacks?.label as (item: TooltipItem<Kind>) => unknown;
  return label(item);
}

test("the tooltip tells a value, an interval by both ends, and that nothing was measured", () => {
  expect(words(120)).toBe("Latency: 120 ms");
  expect(words([90, 150])).toBe("Latency: 90 ms to 150 ms");
  expect(words(null)).toBe("Latency: none measured");
});

test("of a gap the tooltip tells when it was, and nothing of what is not drawn there", () => {
  const gap = { length: "31 weeks", words: "31 weeks without runs", span: "Feb 2 – Sep 6, 2026" };
  const options = chartOptions(colorsOfTest, { titles: [], tick: String, value: String, gaps: [null, gap] });
  const { filter, callbacks } = options.plugins?.tooltip ?? {};
  const item = (dataset: object, dataIndex: number) => ({ dataset, dataIndex }) as TooltipItem<Kind>;
  const runs = { label: "Runs", data: [3, 0] };
  const gaps = { label: "Gap", yAxisID: "gaps", data: [null, 1] };
  const isTold = filter as (item: TooltipItem<Kind>) => boolean;
  expect([isTold(item(runs, 0)), isTold(item(gaps, 0))]).toEqual([true, false]);
  expect([isTold(item(runs, 1)), isTold(item(gaps, 1))]).toEqual([false, true]);
  const label = callbacks?.label as (item: TooltipItem<Kind>) => unknown;
  expect(label(item(gaps, 1))).toBe("Feb 2 – Sep 6, 2026");
  expect(label(item(runs, 0))).toBe("Runs: 3");
  expect(Object.keys(options.scales ?? {})).toEqual(["x", "y", "gaps"]);
});

test("the step that has not ended is told to what dashes the way into it; -1 where all have", () => {
  const plain = { titles: [], tick: String, value: String };
  const { plugins } = chartOptions(colorsOfTest, { ...plain, unfinished: 2 });
  expect(plugins?.unfinished).toEqual({ step: 2 });
  expect(chartOptions(colorsOfTest, plain).plugins?.unfinished).toEqual({ step: -1 });
});
