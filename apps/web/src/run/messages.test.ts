import { expect, test } from "vitest";
import { literalOf } from "./messages.tsx";

test("a group is found by its longest stretch in which nothing was left out", () => {
  expect(literalOf("HTTP 503: service unavailable")).toBe("HTTP 503: service unavailable");
  expect(literalOf("Timeout after … ms while waiting for request …")).toBe("ms while waiting for request");
  expect(literalOf("…")).toBeUndefined();
  expect(literalOf("x".repeat(300))).toHaveLength(200);
});
