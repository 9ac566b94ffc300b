import type { Catalogue } from "@evalboard/contract";
import { describe, expect, test } from "vitest";
import { narrowingOptions, narrowingWords } from "./narrowing-options.ts";

const catalogue: Catalogue = {
  labels: [
    { label: "main", runs: 8 },
    { label: "nightly", runs: 1 },
  ],
  tags: [
    { name: "temperature", value: "0.2", runs: 5 },
    { name: "temperature", value: "0.7", runs: 3 },
    { name: "query", value: "a=b", runs: 1 },
  ],
  models: [{ id: "m1", provider: "acme", name: "swift", runs: 9 }],
  datasets: [{ id: "d1", name: "capitals", runs: 9 }],
  prompts: [{ id: "p1", name: "ask", runs: 9, versions: [{ id: "v1", number: 1, runs: 9 }] }],
};

const namesOf = (chosen: Parameters<typeof narrowingOptions>[1]) =>
  narrowingOptions(catalogue, chosen).map(({ title, options }) => [title, options.map(({ name }) => name)]);

describe("what the board can be narrowed to", () => {
  test("is all that the catalogue has, by kind", () => {
    expect(namesOf({})).toEqual([
      ["Labels", ["main", "nightly"]],
      ["Tags", ["temperature=0.2", "temperature=0.7", "query=a=b"]],
      ["Models", ["swift (acme)"]],
      ["Datasets", ["capitals"]],
      ["Prompts", ["ask"]],
    ]);
  });

  test("leaves out what is chosen", () => {
    expect(
      namesOf({ label: "main", tag: ["temperature=0.7"], model: "m1", dataset: "d1", prompt: "p1" }),
    ).toEqual([
      ["Labels", ["nightly"]],
      ["Tags", ["temperature=0.2", "query=a=b"]],
      ["Models", []],
      ["Datasets", []],
      ["Prompts", []],
    ]);
  });

  test("says its change of the address: another value of a chosen tag takes its place", () => {
    const options = narrowingOptions(catalogue, { tag: ["host=a", "temperature=0.7"] }).flatMap(
      (group) => group.options,
    );
    const changes = new Map(options.map(({ name, change }) => [name, change]));
    expect(changes.get("main")).toEqual({ label: "main" });
    const temperature = changes.get("temperature=0.2");
    expect([...(temperature?.tag ?? [])].toSorted()).toEqual(["host=a", "temperature=0.2"]);
    expect(changes.get("query=a=b")).toEqual({ tag: ["host=a", "temperature=0.7", "query=a=b"] });
    expect(changes.get("ask")).toEqual({ prompt: "p1" });
  });

  test("has an id of its own for each option, fit for an attribute", () => {
    const ids = narrowingOptions(catalogue, {}).flatMap((group) => group.options.map(({ id }) => id));
    expect(new Set(ids).size).toBe(8);
    expect(ids.every((id) => !/\s/.test(id))).toBe(true);
  });
});

test("the board says plainly what it is narrowed to", () => {
  const part = { without: {} } as const;
  expect(narrowingWords([])).toBeNull();
  expect(narrowingWords([{ ...part, kind: "Label", name: "main" }])).toBe("label main");
  expect(
    narrowingWords([
      { ...part, kind: "Label", name: "main" },
      { ...part, kind: "Tag", name: "temperature=0.2" },
      { ...part, kind: "Model", name: "swift" },
    ]),
  ).toBe("label main, tag temperature=0.2, and model swift");
});
