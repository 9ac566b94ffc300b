import { expect, it } from "vitest";
import { withoutStack } from "./without-stack.ts";

it("drops the frames of a stack and keeps what stands around them", () => {
  const message = [
    "Error: the connection broke",
    "    at Clerk.callApi (file:///home/me/evals/clerk.mjs:15:37)",
    "    at /home/me/evals/async.js:151:38",
    "    at new Function (<anonymous>)",
    "then it gave up",
  ].join("\n");
  expect(withoutStack(message)).toBe("Error: the connection broke\nthen it gave up");
});

it("keeps a grader's words that only begin like a frame", () => {
  expect(withoutStack("Look\n  at the map")).toBe("Look\n  at the map");
});
