import { ListResults, ListRuns } from "@evalboard/contract";
import { type Orm, Run, RunResult } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InvalidRun, ResultNotFound, RunConflict, RunNotFound } from "./errors.ts";
import { createRunStore, type RunStore } from "./store.ts";
import { resultsOf, startOf } from "./testing/runs-of-test.ts";

const now = new Date("2026-03-02T10:00:00.000Z");
const later = "2026-03-02T10:02:00.000Z";
const nobody = "00000000-0000-7000-8000-000000000000";

describe.each(engines)("a run store on %s", (engine) => {
  let orm: Orm;
  let runs: RunStore;
  let given = 0;

  beforeAll(async () => {
    orm = await createTestOrm(engine);
    runs = createRunStore({ orm, now: () => now });
  });
  afterAll(() => orm.close());

  const started = async () => (await runs.start(startOf({ externalId: `run-${++given}` }))).runId;

  it("gives the same run for the same externalId, and says that it was there", async () => {
    const first = await runs.start(startOf({ externalId: "twice" }));
    const second = await runs.start(startOf({ externalId: "twice" }));
    expect(first).toEqual({ runId: first.runId, status: "running", created: true, described: false });
    expect(second).toEqual({ runId: first.runId, status: "running", created: false, described: false });
  });

  it("refuses another run under a taken externalId and names what differs", async () => {
    await runs.start(startOf({ externalId: "taken" }));
    const other = startOf({ externalId: "taken", dataset: { name: "sums" } });
    await expect(runs.start(other)).rejects.toThrow(/^externalId: "taken" is taken .* another dataset;/);
  });

  it("makes one run of fifty starts at once", async () => {
    const all = await Promise.all(
      Array.from({ length: 50 }, () => runs.start(startOf({ externalId: "race" }))),
    );
    expect(new Set(all.map((run) => run.runId)).size).toBe(1);
    expect(all.filter((run) => run.created)).toHaveLength(1);
  });

  it("computes the facts from the results", async () => {
    const runId = await started();
    await runs.addResults({ runId, results: resultsOf(1, 0.5, 0, null) });
    const { changed, run } = await runs.complete({ runId });
    expect(changed).toBe(true);
    expect(run).toMatchObject({
      status: "completed",
      outcome: "partial",
      averageScore: 0.5,
      totalItems: 4,
      passedItems: 2,
      perfectItems: 1,
      partialItems: 1,
      failedItems: 1,
      erroredItems: 1,
      unscoredItems: 0,
      latencyMs: 200,
      measuredItems: 3,
      inputTokens: null,
      inputCountedItems: 0,
      outputTokens: null,
      outputCountedItems: 0,
      costUsd: null,
      pricedItems: 0,
      spentUsd: null,
      metrics: [],
      completedAt: now.toISOString(),
      results: 4,
    });
  });

  it("has no average score where all results errored", async () => {
    const runId = await started();
    await runs.addResults({ runId, results: resultsOf(null, null) });
    const { run } = await runs.complete({ runId });
    expect(run).toMatchObject({ outcome: "errored", averageScore: null, latencyMs: null, erroredItems: 2 });
  });

  it("counts the results of a repeated call and stores none twice", async () => {
    const runId = await started();
    expect(await runs.addResults({ runId, results: resultsOf(1, 0) })).toEqual({
      added: 2,
      alreadyThere: 0,
      scored: 0,
    });
    expect(await runs.addResults({ runId, results: resultsOf(1, 0, 1) })).toEqual({
      added: 1,
      alreadyThere: 2,
      scored: 0,
    });
    const page = await runs.results(ListResults.parse({ runId, limit: 100 }));
    expect(page.results.map((result) => result.position)).toEqual([1, 2, 3]);
  });

  it("refuses a stored result with another score, and stores nothing of that call", async () => {
    const runId = await started();
    await runs.addResults({ runId, results: resultsOf(1) });
    const contradicted = runs.addResults({ runId, results: resultsOf(0, 1) });
    await expect(contradicted).rejects.toThrow(RunConflict);
    await expect(contradicted).rejects.toThrow(
      'results[0].score: item "item-1" repeat 1 is stored with another score; a stored result is never changed',
    );
    expect((await runs.get({ runId })).results).toBe(1);
  });

  it("refuses the same item twice in one call, unless it is numbered as a repeat", async () => {
    const runId = await started();
    const [result] = resultsOf(1);
    await expect(runs.addResults({ runId, results: [result!, result!] })).rejects.toThrow(
      /^results\[1\]\.itemKey:/,
    );
    expect(await runs.addResults({ runId, results: [result!, { ...result!, repeat: 2 }] })).toMatchObject({
      added: 2,
    });
  });

  it("completes once, however many ask at the same moment", async () => {
    const runId = await started();
    await runs.addResults({ runId, results: resultsOf(1) });
    const all = await Promise.all(Array.from({ length: 20 }, () => runs.complete({ runId })));
    expect(all.filter((answer) => answer.changed)).toHaveLength(1);
    expect(new Set(all.map((answer) => JSON.stringify(answer.run))).size).toBe(1);
  });

  it("changes nothing of a completed run", async () => {
    const runId = await started();
    await runs.addResults({ runId, results: resultsOf(1) });
    const { run } = await runs.complete({ runId });
    await expect(runs.addResults({ runId, results: resultsOf(1, 0) })).rejects.toThrow(/is completed/);
    await expect(runs.fail({ runId, error: "late" })).rejects.toThrow(RunConflict);
    await expect(orm.em.fork().nativeUpdate(Run, runId, { averageScore: 0 })).rejects.toThrow(
      /cannot be changed/,
    );
    expect(await runs.addResults({ runId, results: resultsOf(1) })).toEqual({
      added: 0,
      alreadyThere: 1,
      scored: 0,
    });
    expect(await runs.get({ runId })).toEqual(run);
  });

  it("refuses to complete a run without results, or a failed one", async () => {
    const runId = await started();
    await expect(runs.complete({ runId })).rejects.toThrow(/has no results/);
    expect(await runs.fail({ runId, error: "the harness broke" })).toMatchObject({
      changed: true,
      run: { status: "failed", error: "the harness broke", failedAt: now.toISOString(), outcome: null },
    });
    expect(await runs.fail({ runId, error: "again" })).toMatchObject({ changed: false });
    await expect(runs.complete({ runId })).rejects.toThrow(/has failed/);
  });

  it("takes an end in the past, and neither one in the future nor one before the start", async () => {
    const { runId } = await runs.start(
      startOf({ externalId: "past", startedAt: "2026-01-05T08:00:00.000Z" }),
    );
    await runs.addResults({ runId, results: resultsOf(1) });
    await expect(runs.complete({ runId, completedAt: later })).rejects.toThrow(
      /^completedAt: must not be in the future/,
    );
    await expect(runs.complete({ runId, completedAt: "2026-01-05T07:59:59.999Z" })).rejects.toThrow(
      InvalidRun,
    );
    const { run } = await runs.complete({ runId, completedAt: "2026-01-05T08:05:00.000Z" });
    expect(run.completedAt).toBe("2026-01-05T08:05:00.000Z");
  });

  it("takes a caller's clock that is ahead by less than a minute as now", async () => {
    const { runId } = await runs.start(
      startOf({ externalId: "ahead", startedAt: "2026-03-02T10:00:59.000Z" }),
    );
    expect((await runs.get({ runId })).startedAt).toBe(now.toISOString());
  });

  it("stores texts that no database can hold with U+FFFD and a flag", async () => {
    const runId = await started();
    const [result] = resultsOf(1);
    await runs.addResults({ runId, results: [{ ...result!, output: "a\0b\uD800", input: "fine 🙂" }] });
    const { results } = await runs.results(ListResults.parse({ runId, limit: 1 }));
    expect(results[0]).toMatchObject({ output: "a\uFFFDb\uFFFD", input: "fine 🙂", textReplaced: true });
  });

  it("pages through results in order of arrival", async () => {
    const runId = await started();
    await runs.addResults({ runId, results: resultsOf(1, 1, 1, 0, 0) });
    const first = await runs.results(ListResults.parse({ runId, limit: 3 }));
    const second = await runs.results(ListResults.parse({ runId, limit: 3, cursor: first.nextCursor }));
    expect([first, second].map((page) => page.results.map((result) => result.position))).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
    expect(second.nextCursor).toBeNull();
  });

  it("pages through all runs, newest start first, each once, also where starts are equal", async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await runs.list(ListRuns.parse({ limit: 7, cursor }));
      seen.push(...page.runs.map((run) => `${run.startedAt} ${run.id}`));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(seen.toSorted().toReversed());
    expect(new Set(seen).size).toBe(await orm.em.fork().count(Run));
  });

  it("names the cursor that no page gave, and the run that is not there", async () => {
    await expect(runs.list(ListRuns.parse({ cursor: "2026_x" }))).rejects.toThrow(/^cursor: must be/);
    await expect(runs.get({ runId: nobody })).rejects.toThrow(RunNotFound);
    await expect(runs.results(ListResults.parse({ runId: nobody, limit: 5 }))).rejects.toThrow(RunNotFound);
    await expect(runs.complete({ runId: nobody })).rejects.toThrow(RunNotFound);
  });

  it("keeps the steps to an answer, which lists leave out, and takes those that it has again and no others", async () => {
    const runId = await started();
    const [result, other] = resultsOf(1, undefined);
    const results = [{ ...result!, transcript: "tool: a\0b" }, other!];
    await runs.addResults({ runId, results });
    const listed = await runs.results(ListResults.parse({ runId }));
    expect(listed.results.map(({ transcript }) => transcript)).toEqual([null, null]);
    const { results: whole } = await runs.results(ListResults.parse({ runId, whole: true }));
    expect(whole).toMatchObject([{ transcript: "tool: a\uFFFDb", textReplaced: true }, { transcript: null }]);
    expect(await runs.result({ runId, position: 1 })).toEqual(whole[0]);

    expect(await runs.addResults({ runId, results })).toMatchObject({ added: 0, alreadyThere: 2 });
    const contradicting = [{ ...result!, transcript: "tool: c" }];
    await expect(runs.addResults({ runId, results: contradicting })).rejects.toThrow(
      /is stored with another transcript/,
    );
    // What is stored without steps does not contradict them; with its score it keeps what it has.
    await runs.addResults({ runId, results: [{ ...other!, score: 0.5, transcript: "late" }] });
    expect(await runs.result({ runId, position: 2 })).toMatchObject({ score: 0.5, transcript: null });
  });

  it("gives one result whole, and says which it has not", async () => {
    const runId = await started();
    await runs.addResults({ runId, results: resultsOf(1, 0) });
    expect(await runs.result({ runId, position: 2 })).toMatchObject({ itemKey: "item-2", outcome: "failed" });
    await expect(runs.result({ runId, position: 3 })).rejects.toThrow(ResultNotFound);
    await expect(runs.result({ runId: nobody, position: 1 })).rejects.toThrow(RunNotFound);
  });

  it("spreads the scores over ten bins, 1 in the last and errored ones in none", async () => {
    const runId = await started();
    await runs.addResults({ runId, results: resultsOf(0, 0.0999, 0.1, 0.95, 1, 1, null) });
    const counts = (await runs.scoreHistogram({ runId })).map((bin) => bin.results);
    expect(counts).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 3]);
  });

  it("deletes a run with its results, by its name only", async () => {
    const runId = await started();
    await runs.addResults({ runId, results: resultsOf(1, 0) });
    const { run } = await runs.complete({ runId });
    await expect(runs.delete({ runId, externalId: "another" })).rejects.toThrow(
      /^externalId: must be the name/,
    );
    expect(await runs.delete({ runId, externalId: run.externalId })).toEqual({ runId, results: 2 });
    await expect(runs.get({ runId })).rejects.toThrow(RunNotFound);
    expect(await orm.em.fork().count(RunResult, { run: runId })).toBe(0);
  });

  it("starts a run anew that is deleted while it is started again", async () => {
    for (let round = 0; round < 10; round++) {
      const externalId = `deleted-${round}`;
      const { runId } = await runs.start(startOf({ externalId }));
      const [again] = await Promise.all([
        runs.start(startOf({ externalId, label: "main" })),
        runs.delete({ runId, externalId }),
      ]);
      expect(again.created).toBe(again.runId !== runId);
      const { runs: left } = await runs.list(ListRuns.parse({ externalId }));
      expect(left.map(({ id }) => id)).toEqual(again.created ? [again.runId] : []);
    }
  });

  it("says what the first to name a metric said of it, and no later one", async () => {
    const metrics = (higherIsBetter: boolean) => ({
      metrics: [
        { name: "faithful", higherIsBetter },
        { name: "cost", higherIsBetter: !higherIsBetter },
      ],
    });
    const runId = (await runs.start(startOf({ externalId: `run-${++given}`, ...metrics(true) }))).runId;
    await Promise.all(
      Array.from({ length: 10 }, () =>
        runs.start(startOf({ externalId: `run-${++given}`, ...metrics(false) })),
      ),
    );
    const [result] = resultsOf(1);
    await runs.addResults({ runId, results: [{ ...result!, metrics: { faithful: 1, cost: 2, other: 3 } }] });
    const { run } = await runs.complete({ runId });
    expect(run.higherIsBetter).toEqual({ faithful: true, cost: false });
  });

  it("keeps no result of a call that was refused half-way", async () => {
    const runId = await started();
    const results = resultsOf(1, 0);
    await expect(
      runs.addResults({ runId, results: [results[0]!, { ...results[1]!, score: 1.2 }] }),
    ).rejects.toThrow();
    expect(await orm.em.fork().count(RunResult, { run: runId })).toBe(0);
  });
});
