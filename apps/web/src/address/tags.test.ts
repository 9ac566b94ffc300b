import { MAX_NAME_LENGTH, MAX_TAGS } from "@evalboard/contract";
import { expect, test } from "vitest";
import { parseSearch, stringifySearch } from "./params.ts";
import { LONGEST, MOST_TAGS, readTags, tagsOf, withoutTag, withTag } from "./tags.ts";

test("the limits are the contract's", () => {
  expect([MOST_TAGS, LONGEST]).toEqual([MAX_TAGS, MAX_NAME_LENGTH]);
});

test("tags are one text or several, each parted by its first equals sign", () => {
  expect(readTags("temperature=0.2")).toEqual(["temperature=0.2"]);
  expect(readTags([" branch = main ", "query=a=b"])).toEqual(["branch=main", "query=a=b"]);
  expect(tagsOf(["branch=main", "query=a=b"])).toEqual({ branch: "main", query: "a=b" });
});

test("of two values of one name the last one counts: no run has both", () => {
  expect(readTags(["t=0", "host=a", "t=1"])).toEqual(["t=1", "host=a"]);
  expect(withTag(["t=0", "host=a"], "t=1")).toEqual(["t=1", "host=a"]);
});

test("what is no tag is left out", () => {
  expect(readTags(["main", "=x", "x=", 5, null, "x".repeat(201) + "=y"])).toBeUndefined();
  expect(readTags(undefined)).toBeUndefined();
  expect(tagsOf(undefined)).toBeUndefined();
});

test("the last tag that is taken away leaves none", () => {
  expect(withoutTag(["a=1", "b=2"], "a=1")).toEqual(["b=2"]);
  expect(withoutTag(["a=1"], "a=1")).toBeUndefined();
});

test("an address repeats them", () => {
  expect(stringifySearch({ label: "main", tag: ["temperature=0.2", "a=b c"] })).toBe(
    "?label=main&tag=temperature%3D0.2&tag=a%3Db+c",
  );
  expect(stringifySearch({ tag: ["t=1"] })).toBe("?tag=t%3D1");
  expect(stringifySearch({ label: "5", tag: undefined })).toBe("?label=%225%22");
});

test("an address that is read is as it was written, one tag a list too", () => {
  for (const tag of [["temperature=0.2"], ["temperature=0.2", "a=b c"]]) {
    const search = { period: "7d", tag, "baseline.tag": tag };
    expect(parseSearch(stringifySearch(search))).toEqual(search);
  }
  expect(parseSearch("?stage=a&period=7d")).toEqual({ stage: "a", period: "7d" });
});
