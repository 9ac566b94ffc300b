import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fixtureResult } from "../testing/fixture-run.ts";
import { batches, MAX_BATCH_BYTES } from "./batches.ts";

const sizes = (outputs: readonly string[]) =>
  [...batches(outputs.map((output, index) => fixtureResult(index, output)))].map(({ length }) => length);

describe("batches", () => {
  it("hold at most 1 000 results", () => {
    expect(sizes(Array.from({ length: 1_000 }, () => ""))).toEqual([1_000]);
    expect(sizes(Array.from({ length: 2_001 }, () => ""))).toEqual([1_000, 1_000, 1]);
    expect(sizes([])).toEqual([]);
  });

  it("hold at most four million bytes, counted as they are sent", () => {
    const million = "é".repeat(500_000);
    expect(sizes([million, million, million, million])).toEqual([3, 1]);
  });

  it("send a result larger than that alone", () => {
    expect(sizes(["small", "x".repeat(MAX_BATCH_BYTES), "small"])).toEqual([1, 1, 1]);
  });

  it("leave nothing out and keep the order", () => {
    const lengths = fc.array(fc.nat(3_000_000), { maxLength: 12 });
    fc.assert(
      fc.property(lengths, (bytes) => {
        const results = bytes.map((length, index) => fixtureResult(index, "x".repeat(length)));
        const sent = [...batches(results)];
        expect(sent.flat()).toEqual(results);
        expect(sent.every(({ length }) => length > 0)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});
