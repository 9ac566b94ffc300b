import { expect, it } from "vitest";
import { createContentHash } from "./content-hash.ts";

const one = { itemKey: "a", score: 1, metrics: { x: 1, y: "left" }, output: "ä\ud83d" };
const two = { itemKey: "b", score: null, error: "429" };

function hashOf(...results: Parameters<ReturnType<typeof createContentHash>["add"]>[0]) {
  const hash = createContentHash();
  for (const result of results) hash.add([result]);
  return hash.content();
}

it("is the same in any order, of results and of their fields, and whether it says what goes without saying", () => {
  const same = {
    metrics: { y: "left", x: 1 },
    reason: null,
    score: 1,
    itemKey: "a",
    output: "ä\ud83d",
    repeat: 1,
  };
  expect(hashOf(two, same)).toEqual(hashOf(one, { ...two, metrics: {} }));
  expect(hashOf(one)).toEqual({ hash: expect.stringMatching(/^[0-9a-f]{64}$/), results: 1 });
});

it.each([
  { ...one, score: 0 },
  { ...one, score: null },
  { ...one, repeat: 2 },
  { ...one, metrics: { x: 1 } },
  { ...one, metrics: { x: 1, y: 0 } },
  { ...one, cached: false },
  { ...one, output: "" },
])("is another where a result is another: %j", (other) => {
  expect(hashOf(other).hash).not.toBe(hashOf(one).hash);
});

it("counts a result as often as it is there", () => {
  const hashes = [hashOf(), hashOf(one), hashOf(one, one), hashOf(one, one, two)].map(({ hash }) => hash);
  expect(new Set(hashes).size).toBe(4);
});
