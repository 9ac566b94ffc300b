import { expect, test } from "vitest";
import { newsByStep } from "./news.ts";

const days = [17, 18, 19].map((day) => ({
  from: `2026-11-${day}T00:00:00.000Z`,
  to: `2026-11-${day + 1}T00:00:00.000Z`,
}));
const at = (time: string, words: string) => ({ at: `2026-11-${time}Z`, words });

test("what is new stands in the step that it was first completed in, from where it begins", () => {
  const told = newsByStep([at("18T00:00:00", "new model a"), at("18T23:59:59.999", "v2 of b")], days);
  expect(told.map(({ count }) => count)).toEqual([0, 2, 0]);
  expect(told[1]?.lines).toEqual(["new model a", "v2 of b"]);
});

test("where much is new the first few are named, and the others counted", () => {
  const many = Array.from({ length: 7 }, (_, index) => at("19T12:00:00", `new model ${index}`));
  expect(newsByStep(many, days)[2]).toEqual({
    count: 7,
    lines: ["new model 0", "new model 1", "new model 2", "new model 3", "and 3 more that are new"],
  });
});

test("a step that stands for several holds what is new in all of them, and what is before the first is nowhere", () => {
  const [first, , last] = days;
  const told = newsByStep(
    [at("18T12:00:00", "new model a"), at("16T12:00:00", "new model b")],
    [first!, last!],
  );
  expect(told.map(({ count }) => count)).toEqual([1, 0]);
});
