import { expect, test } from "vitest";
import { groupOptions, readCatalogueText } from "./options.ts";
import { catalogueOfTest } from "./testing/catalogue-of-test.ts";

const promptsFor = (typed: string) => {
  const [prompts] = groupOptions(catalogueOfTest, [], readCatalogueText(typed));
  return prompts?.options.map(({ name }) => name);
};

test("what is typed may name a version", () => {
  expect(readCatalogueText(" ask  v3 ")).toEqual({ text: "ask", version: 3 });
  expect(readCatalogueText("ask V12")).toEqual({ text: "ask", version: 12 });
  expect(readCatalogueText("sol-v2")).toEqual({ text: "sol-v2", version: undefined });
  expect(readCatalogueText("  ")).toEqual({ text: undefined, version: undefined });
});

test("before a search a prompt offers its newest versions, then all of them, or the one that is named", () => {
  expect(promptsFor("")).toEqual([
    "ask v4",
    "ask v3",
    "ask v2",
    "ask, all versions",
    "sum v1",
    "sum, all versions",
  ]);
  expect(promptsFor("ask")).toContain("ask v1");
  expect(promptsFor("ask v2")).toEqual(["ask v2"]);
});

test("options say their kind and how many runs they have", () => {
  const groups = groupOptions(catalogueOfTest, [], readCatalogueText(""));
  expect(groups.map(({ title }) => title)).toEqual([
    "Prompts",
    "Models",
    "Datasets",
    "Labels",
    "Tags",
    "Single runs",
  ]);
  expect(groups[1]?.options[0]).toEqual({
    id: "modelId-swift",
    criterion: "modelId",
    value: "swift",
    name: "Swift (acme)",
    detail: "9 runs",
  });
});

test("tags are offered as name and value", () => {
  const tags = groupOptions(catalogueOfTest, [], readCatalogueText("")).find(({ title }) => title === "Tags");
  expect(tags?.options[0]).toEqual({
    id: "tag-temperature%3D0.2",
    criterion: "tag",
    value: "temperature=0.2",
    name: "temperature=0.2",
    detail: "7 runs",
  });
});

test("options are told apart in the page whatever they are called", () => {
  const labels = ["pull/7", "pull-7", "pull 7"].map((label) => ({ label, runs: 1 }));
  const groups = groupOptions({ ...catalogueOfTest, labels }, [], readCatalogueText(""));
  const ids = groups.flatMap(({ options }) => options.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => /\s/.test(id))).toEqual([]);
});
