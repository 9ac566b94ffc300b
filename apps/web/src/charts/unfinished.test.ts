import { BarElement, LineElement, PointElement } from "chart.js";
import { expect, test } from "vitest";
import { unfinished } from "./unfinished.ts";

type Hook = (chart: object, args: { index: number }, options: { step: number }) => void;

/** What is drawn of a line or of bars around its own drawing, with its third step under way. */
function drawnOf(
  values: readonly (number | null)[],
  { isLine = true, step = 2, active = -1 } = {},
): string[] {
  const drawn: string[] = [];
  const note =
    (name: string) =>
    (...given: unknown[]) =>
      void drawn.push([name, ...given.map(String)].join(" "));
  const ctx = {
    save: note("save"),
    restore: note("restore"),
    beginPath: () => undefined,
    rect: note("rect"),
    clip: note("clip"),
    setLineDash: note("dash"),
    moveTo: note("from"),
    lineTo: note("to"),
    stroke: () => drawn.push(`stroke ${ctx.strokeStyle} ${ctx.lineWidth}`),
    strokeStyle: "",
    lineWidth: 0,
  };
  const points = values.map((value, index) =>
    Object.assign(new PointElement({ x: index * 10, y: value, active: index === active }), {
      draw: () => void drawn.push(`point ${index}`),
    }),
  );
  const line = new LineElement({ options: { borderColor: "blue", borderWidth: 2 } });
  const meta = {
    data: isLine ? points : values.map(() => new BarElement({})),
    ...(isLine && { dataset: line }),
  };
  const chart = { ctx, height: 90, data: { datasets: [{ data: values }] }, getDatasetMeta: () => meta };
  const hooks = unfinished as unknown as Record<"beforeDatasetDraw" | "afterDatasetDraw", Hook>;
  hooks.beforeDatasetDraw(chart, { index: 0 }, { step });
  drawn.push("itself");
  hooks.afterDatasetDraw(chart, { index: 0 }, { step });
  return drawn;
}

const DASHED = ["save", "dash 2,3", "from 10 4", "to 20 1", "stroke blue 2", "restore"];
const CLIPPED = ["save", "rect 0 0 10 90", "clip", "itself", "restore"];

test("a line goes in dashes into the step that has not ended, and plainly as far as the one before", () => {
  expect(drawnOf([3, 4, 1])).toEqual([...CLIPPED, ...DASHED]);
});

test("the points of that stretch that are under the pointer are seen whole", () => {
  expect(drawnOf([3, 4, 1], { active: 2 })).toEqual([...CLIPPED, ...DASHED, "point 2"]);
  expect(drawnOf([3, 4, 1], { active: 1 })).toEqual([...CLIPPED, ...DASHED, "point 1"]);
});

test("a line that does not reach that step, bars, and a chart whose steps have all ended are drawn as they are", () => {
  expect(drawnOf([3, 4, null])).toEqual(["itself"]);
  expect(drawnOf([3, null, 1])).toEqual(["itself"]);
  expect(drawnOf([3, 4, 1], { isLine: false })).toEqual(["itself"]);
  expect(drawnOf([3, 4, 1], { step: -1 })).toEqual(["itself"]);
  expect(drawnOf([3], { step: 0 })).toEqual(["itself"]);
});
