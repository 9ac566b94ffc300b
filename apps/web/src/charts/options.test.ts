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
