import { expect, test } from "vitest";
import { tellingTags } from "./run-link.tsx";

test("tags tell runs apart where their values differ, or where some runs have none", () => {
  const runs = [
    { tags: { team: "search", temperature: "0" } },
    { tags: { team: "search", temperature: "1" } },
    { tags: { team: "search", temperature: "0", branch: "main" } },
  ];
  expect([...tellingTags(runs)].toSorted()).toEqual(["branch", "temperature"]);
});

test("of one run, and of none, no tag tells anything", () => {
  expect(tellingTags([{ tags: { team: "search" } }]).size).toBe(0);
  expect(tellingTags([]).size).toBe(0);
});
