import { changeWith } from "@evalboard/contract/testing";
import { expect, test } from "vitest";
import { formatDetectable, oneLookWords, pValueWords, settlingWords } from "./change-words.ts";

test("a p-value is never 0", () => {
  expect([0.0123, 0.0001, 1].map(pValueWords)).toEqual(["p = 0.012", "p < 0.001", "p = 1.000"]);
});

test("one look is told with its interval", () => {
  const { oneLook } = changeWith();
  expect(oneLook && oneLookWords(oneLook)).toBe("p < 0.001, 95% CI +0.070 to +0.150");
});

test("a detectable change beyond the scale is none that could show", () => {
  expect([0.117, 1, 1.4].map(formatDetectable)).toEqual(["0.117", "more than 1", "more than 1"]);
});

test("what would settle a change is no matter where it is settled", () => {
  const plan = { change: 0.05, moreRuns: 3, moreItems: null, needs: "runs" } as const;
  expect(settlingWords({ verdict: "too little to say", plan })).toBe(
    "a change of 0.05 would need 3 more runs a side",
  );
  expect(settlingWords({ verdict: "improved", plan })).toBeNull();
});
