import { expect, test } from "vitest";
import { advanceImport, startImport, type ImportStep, totalsOf } from "./state.ts";

const run = { externalId: "a", model: "acme/one", dataset: "d", prompt: "p", results: 12, hasFailed: false };
const good: ImportStep = {
  type: "surveyed",
  file: 0,
  survey: {
    kind: "found",
    format: "jsonl",
    runs: [run, { ...run, externalId: "b", results: 3 }],
    warnings: [],
  },
};
const bad: ImportStep = { type: "surveyed", file: 1, survey: { kind: "error", text: "line 4 is no JSON" } };
const files = [new File(["{}"], "good.jsonl"), new File(["{"], "bad.jsonl")];
const after = (...steps: readonly ImportStep[]) => steps.reduce(advanceImport, startImport(files));

test("a file that cannot be read does not keep the others from being sent", () => {
  const state = after(good, bad, { type: "all surveyed" });
  expect(state.phase).toBe("found");
  expect(totalsOf(state.files)).toEqual({ runs: 2, results: 15 });
});

test("counts what was sent and knows what became of each run", () => {
  const state = after(
    good,
    bad,
    { type: "all surveyed" },
    { type: "send" },
    { type: "results sent", count: 12 },
    {
      type: "run sent",
      file: 0,
      run: 0,
      sent: { status: "recorded", runId: "1", described: false, scored: 0 },
    },
    { type: "results sent", count: 3 },
    { type: "run sent", file: 0, run: 1, sent: { status: "refused", error: "too old" } },
    { type: "all sent" },
  );
  expect(state).toMatchObject({ phase: "sent", resultsSent: 15, error: null });
  expect([...(state.files[0]?.sent.values() ?? [])].map(({ status }) => status)).toEqual([
    "recorded",
    "refused",
  ]);
});

test("a lost server is said, and sending again counts anew", () => {
  const lost = after(
    good,
    { type: "send" },
    { type: "results sent", count: 12 },
    { type: "lost", error: "away" },
  );
  expect(lost).toMatchObject({ phase: "lost", error: "away" });
  expect(advanceImport(lost, { type: "send" })).toMatchObject({
    phase: "sending",
    resultsSent: 0,
    error: null,
  });
});
