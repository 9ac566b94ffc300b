import { decompressPage } from "hyparquet/src/datapage.js";
import { deltaBinaryUnpack } from "hyparquet/src/delta.js";
import { readRleBitPackedHybrid } from "hyparquet/src/encoding.js";
import { readPlain } from "hyparquet/src/plain.js";
import { deserializeTCompactProtocol } from "hyparquet/src/thrift.js";
import { describe, expect, it } from "vitest";

const reader = (...bytes: readonly number[]) => ({
  view: new DataView(new Uint8Array(bytes).buffer),
  offset: 0,
});
const levels = (...bytes: readonly number[]) => {
  const output: number[] = Array.from({ length: 4 });
  readRleBitPackedHybrid(reader(...bytes), 1, output, bytes.length);
  return output;
};

describe("the patched reader of Parquet", () => {
  it("ends a run with what there are values for, whatever the run's length", () => {
    expect(levels(0xfe, 0xff, 0x7f, 1)).toEqual([1, 1, 1, 1]);
    expect(levels(0xff, 0xff, 0xff, 0xff, 0x0f, 0b0101)).toEqual([1, 0, 1, 0]);
  });

  it("refuses what there are no bytes for, before it is made", () => {
    expect(() => decompressPage(new Uint8Array(3), 1e9, "SNAPPY", undefined)).toThrow(
      "cannot hold 1000000000",
    );
    expect(() => readPlain(reader(1, 2, 3, 4), "BOOLEAN", 33, undefined)).toThrow("no bytes for 33 values");
    expect(() => readPlain(reader(1, 2, 3, 4), "INT32", 2, undefined)).toThrow("no bytes for 2 values");
    expect(() => deserializeTCompactProtocol(reader(0x19, 0xf5, 0xff, 0xff, 0x7f, 0))).toThrow("list size");
    expect(() =>
      deserializeTCompactProtocol(reader(0x16, ...Array.from({ length: 20 }, () => 0x80), 0)),
    ).toThrow("varint is too long");
  });

  it("refuses blocks of deltas that hold no values", () => {
    const values = new Int32Array(4);
    expect(() => deltaBinaryUnpack(reader(0, 1, 4, 9, 0, 0, 0, 0, 0), 4, values)).toThrow(
      "blocks are invalid",
    );
  });
});
