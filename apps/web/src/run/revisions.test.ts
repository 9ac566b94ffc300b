import type { RunRevision } from "@evalboard/contract";
import { expect, test } from "vitest";
import { revisionWords } from "./revisions.tsx";

const revision: RunRevision = {
  number: 1,
  replacedAt: "2026-11-29T10:00:00.000Z",
  results: 2,
  status: "completed",
  source: null,
  sourceFile: "before.json",
  scoreMetric: null,
  startedAt: "2026-11-20T10:00:00.000Z",
  completedAt: "2026-11-20T10:00:00.000Z",
  averageScore: 0.5,
  totalItems: 2,
  passedItems: 1,
};

test("says what a run held before it was replaced", () => {
  expect(revisionWords(revision)).toBe("0.500 over 2 results, from before.json");
  expect(
    revisionWords({ ...revision, averageScore: null, results: 1, sourceFile: null, status: "failed" }),
  ).toBe("no score over 1 result, it had not been completed");
});
