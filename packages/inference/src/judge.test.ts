import { expect, test } from "vitest";
import { judge } from "./judge.ts";

const seen = { difference: 0.04, pValue: 0.01, detectable: 0.05 };

test("a significant difference is a change, whatever could have been missed", () => {
  expect(judge(seen, 0.1)).toBe("improved");
  expect(judge({ ...seen, difference: -0.04 }, 0.1)).toBe("worse");
  expect(judge({ ...seen, detectable: 0.4 }, 0.1)).toBe("improved");
});

test("5 % itself is not significant", () => {
  expect(judge({ ...seen, pValue: 0.05 }, 0.1)).toBe("no clear change");
  expect(judge({ ...seen, pValue: 0.0499 }, 0.1)).toBe("improved");
});

test("without a change it takes power enough for a visible one to say so", () => {
  expect(judge({ ...seen, pValue: 0.5, detectable: 0.1 }, 0.1)).toBe("no clear change");
  expect(judge({ ...seen, pValue: 0.5, detectable: 0.1001 }, 0.1)).toBe("too few");
});

test.each(["difference", "pValue", "detectable"])("too few where the %s is unknown", (figure) => {
  expect(judge({ ...seen, [figure]: null }, 0.1)).toBe("too few");
});
