import type { GroupFigures } from "@evalboard/contract";
import { expect, test } from "vitest";
import { completedWords, factRows } from "./fact-rows.ts";

const none = { run: null, model: null, dataset: null, prompt: null, promptVersion: null, label: null };
const group = (common: object) => ({ common: { ...none, ...common } }) as GroupFigures;

test("what neither side has in common is not told", () => {
  expect(factRows(group({}), group({}))).toEqual([]);
});

test("where one side differs, the other says that it is several", () => {
  const one = group({ prompt: { name: "ask" }, promptVersion: { number: 3 }, label: "main" });
  const other = group({ prompt: { name: "ask" }, model: { name: "swift" } });
  expect(factRows(one, other)).toEqual([
    { title: "Prompt", baseline: "ask v3", candidate: "ask, several versions" },
    { title: "Model", baseline: "several models", candidate: "swift" },
    { title: "Label", baseline: "main", candidate: "none in common" },
  ]);
});

test("completions on one day are one day, of the zone given", () => {
  const days = (firstCompletedAt: string, lastCompletedAt: string) =>
    completedWords({ firstCompletedAt, lastCompletedAt } as GroupFigures, "America/New_York");
  expect(days("2026-11-23T05:00:00Z", "2026-11-24T04:59:59Z")).toBe("Nov 23, 2026");
  expect(days("2026-11-23T04:59:59Z", "2026-11-23T05:00:00Z")).toBe("Nov 22, 2026 – Nov 23, 2026");
});
