import { describe, expect, it } from "vitest";
import { MemoryBoard } from "../testing/memory-board.ts";
import { factsStatus, memoryFacts, workOf } from "../testing/memory-facts.ts";
import { runEvalboard } from "../testing/run-evalboard.ts";

const facts = (answers: Parameters<typeof memoryFacts>, ...args: string[]) => {
  const board = new MemoryBoard();
  board.facts = memoryFacts(...answers);
  return runEvalboard(board, ["facts", ...args]);
};
const verifying = (runs: number, told: Parameters<typeof workOf>[1] = {}) =>
  factsStatus({ verification: { ...workOf(runs, told), differences: null } });
const verified = (found: { rows: number; differingRows: number }) =>
  factsStatus({ verification: { ...workOf(1_000), differences: { listed: [], ...found } } });
const modelRow = {
  scope: "model",
  unit: "day",
  bucket: "2026-03-29T22:00:00.000Z",
  modelId: "019ab000-0000-7000-8000-000000000001",
  datasetId: null,
  promptVersionId: null,
  metric: null,
  itemKey: null,
  wrong: [
    { measure: "runs", has: "2", shouldHave: "1" },
    { measure: "scoreSum", has: "0", shouldHave: "0.75" },
  ],
} as const;

describe("evalboard facts verify", () => {
  it("tells each tenth of the way on standard error, and exits with 0 where all is equal", async () => {
    const answers = [verifying(0), verifying(90), verifying(350), verifying(390)];
    const { exitCode, out, err } = await facts(
      [...answers, verified({ rows: 3_412, differingRows: 0 })],
      "verify",
    );
    expect([exitCode, out]).toEqual([0, ""]);
    expect(err.split("\n").slice(1)).toEqual([
      "compared 350 of 1,000 runs",
      "compared 1,000 of 1,000 runs",
      "all 3,412 rows of facts are what the runs say",
      "",
    ]);
  });

  it("prints what has what and should have what, and exits with 1", async () => {
    const answer = verified({ rows: 3_412, differingRows: 22 });
    const [runs, scoreSum] = modelRow.wrong;
    answer.verification!.differences!.listed = [
      { ...modelRow, wrong: [runs, scoreSum] },
      { ...modelRow, metric: "tone", wrong: [runs] },
      { ...modelRow, unit: "all", itemKey: "q 17", wrong: [{ measure: "n", has: "2", shouldHave: "1" }] },
    ];
    const { exitCode, out, err } = await facts([answer], "verify");
    const row = "model 019ab000-0000-7000-8000-000000000001, day 2026-03-29T22:00:00.000Z";
    expect(out.split("\n")).toEqual([
      `${row}: runs has 2, should have 1`,
      `${row}: scoreSum has 0, should have 0.75`,
      `${row}, metric tone: runs has 2, should have 1`,
      "model 019ab000-0000-7000-8000-000000000001, all time, item q 17: n has 2, should have 1",
      "and 19 more",
      "",
    ]);
    expect(err).toContain("22 of 3,412 rows differ; evalboard facts rebuild makes them again\n");
    expect(exitCode).toBe(1);
  });

  it("prints the server's reply alone with --json", async () => {
    const answer = verified({ rows: 1, differingRows: 0 });
    const { out } = await facts([verifying(500), answer], "verify", "--json");
    expect(JSON.parse(out)).toEqual(answer);
  });

  it.each([
    ["there are no facts yet", [verifying(0), verifying(0, { error: "there are no facts yet" })]],
    ["the server was started again", [verifying(0), verifying(0, { startedAt: "2026-03-30T10:00:00.000Z" })]],
    ["the server was started again", [verifying(0), factsStatus()]],
    ["cannot reach the server", []],
  ])("exits with 2 where %s", async (words, answers) => {
    const { exitCode, out, err } = await facts(answers, "verify");
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err).toContain(`not judged: ${words}`);
  });
});

describe("evalboard facts rebuild", () => {
  it("says what the new facts hold, and exits with 0", async () => {
    const { exitCode, out, err } = await facts(
      [factsStatus({ rebuild: workOf(500) }), factsStatus({ rebuild: workOf(1_000) })],
      "rebuild",
    );
    expect([exitCode, out]).toEqual([0, "facts of Europe/Berlin, layout 1: 1,000 runs\n"]);
    expect(err).toMatch(
      /Ctrl\+C ends the watching alone\nadded 500 of 1,000 runs\nadded 1,000 of 1,000 runs\n$/,
    );
  });

  it("exits with 1 where it came to no end", async () => {
    const broken = factsStatus({ rebuild: workOf(500, { error: "another process has begun" }) });
    const { exitCode, err } = await facts([broken], "rebuild");
    expect(exitCode).toBe(1);
    expect(err).toContain("not rebuilt: another process has begun\n");
  });
});

describe("evalboard facts status", () => {
  it("says that the board is computed from the runs while there are no facts", async () => {
    const { exitCode, out } = await facts([factsStatus({ runs: null, rebuild: workOf(250) })], "status");
    expect(out.split("\n")).toEqual([
      "facts of Europe/Berlin, layout 1: none yet: the board is computed from the runs",
      "rebuild: 250 of 1,000 runs, since 2026-03-30T09:30:00.000Z",
      "verification: none since the server was started",
      "",
    ]);
    expect(exitCode).toBe(0);
  });

  it("says how the last rebuild and the last verification ended", async () => {
    const { rebuild } = factsStatus({ rebuild: workOf(10, { error: "the database could not be reached" }) });
    const { verification } = verified({ rows: 40, differingRows: 3 });
    const { out } = await facts([factsStatus({ rebuild, verification })], "status");
    expect(out.split("\n").slice(1, 3)).toEqual([
      "rebuild: broke off, the database could not be reached; ended 2026-03-30T09:31:00.000Z",
      "verification: 3 of 40 rows differ; ended 2026-03-30T09:31:00.000Z",
    ]);
  });

  it("is wrong usage where the work has no such name", async () => {
    expect((await facts([], "sweep")).exitCode).toBe(2);
    expect((await facts([])).exitCode).toBe(2);
    expect((await facts([], "verify", "--help")).exitCode).toBe(0);
  });
});
