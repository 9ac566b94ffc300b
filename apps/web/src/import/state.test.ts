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

const reading = { kind: "read", runs: [run], warnings: [], results: 12, items: 6, rows: [] } as const;
const guess = {
  seen: "a CSV of 12 records",
  records: 12,
  columns: [],
  map: { columns: { item: "id", score: "rating" } },
  missing: [],
  leftOut: [],
  places: [],
  isLikely: true,
};
const mapping = { guess, words: new Map(), mapText: "", command: "", reading };
const unknown: ImportStep = {
  type: "surveyed",
  file: 1,
  survey: { kind: "unknown", ...mapping, key: "k", origin: null, refusal: null, turn: 0, isPending: false },
};

test("a file of no known tool counts once its map is complete and read without a fault", () => {
  expect(totalsOf(after(good, unknown).files)).toEqual({ runs: 3, results: 27 });
  const map = { ...guess.map, model: "acme" };
  const fault = { ...mapping, reading: { kind: "fault", text: "row 2" } } as const;
  const changed = after(good, unknown, { type: "map", file: 1, turn: 1, map });
  expect(changed.files[1]?.survey).toMatchObject({ isPending: true, guess: { map } });
  const read = advanceImport(changed, { type: "mapped", file: 1, turn: 1, mapping: fault });
  expect(read.files[1]?.survey).toMatchObject({ isPending: false });
  expect(totalsOf(read.files)).toEqual({ runs: 2, results: 15 });
  const missing = { ...guess, missing: [{ option: "model", text: "PROVIDER/NAME" }] } as const;
  const lacking = { ...mapping, guess: missing };
  const open = advanceImport(changed, { type: "mapped", file: 1, turn: 1, mapping: lacking });
  expect(totalsOf(open.files)).toEqual({ runs: 2, results: 15 });
});

test("an answer to a change that was overtaken is not taken", () => {
  const steps: readonly ImportStep[] = [1, 2].map((turn) => ({ type: "map", file: 1, turn, map: guess.map }));
  const state = after(unknown, ...steps, { type: "mapped", file: 1, turn: 1, mapping });
  expect(state.files[1]?.survey).toMatchObject({ isPending: true, turn: 2 });
});

test("what of the person's words cannot be used is known until the files are others", () => {
  const state = after({ type: "said", faults: { scale: "must go from …" } }, good);
  expect(state.faults).toEqual({ scale: "must go from …" });
  expect(advanceImport(state, { type: "start", files }).faults).toEqual({});
});
