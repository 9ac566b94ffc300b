import { MAX_GROUPS } from "@evalboard/contract";
import { exampleId } from "@evalboard/contract/testing";
import { describe, expect, test } from "vitest";
import { groupText, MOST_GROUPS, readGroupText, readGroupTexts } from "./groups.ts";
import { parseSearch, stringifySearch } from "./params.ts";

const group = {
  modelId: exampleId(1),
  datasetId: exampleId(2),
  tags: { branch: "a=b & c", temperature: "0.2" },
};

describe("groups in an address", () => {
  test("are read as they were written, through the address of a page too", () => {
    const text = groupText(group);
    expect(readGroupText(text)).toEqual(group);
    const search = stringifySearch({ group: [text, groupText({ label: "main" })] });
    expect(readGroupTexts(parseSearch(search)["group"])).toEqual([text, "label=main"]);
    expect(readGroupTexts(parseSearch(stringifySearch({ group: [text] }))["group"])).toEqual([text]);
  });

  test("stand there once, and at most as many as the server takes", () => {
    expect(MOST_GROUPS).toBe(MAX_GROUPS);
    const labels = ["a", "b", "c", "a", "d", "e", "f", "g"].map((label) => groupText({ label }));
    expect(readGroupTexts(labels)).toEqual(["a", "b", "c", "d", "e", "f"].map((label) => `label=${label}`));
  });

  test("are left out where they say of no runs which", () => {
    const from = "completedFrom=2026-11-01T00%3A00%3A00.000Z";
    expect(readGroupTexts(["", "modelId=7", from, "nothing=1", 7])).toEqual([]);
    expect(readGroupTexts("")).toEqual([]);
    expect(readGroupTexts(undefined)).toBeUndefined();
  });
});
