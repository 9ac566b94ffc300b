import { AddResults, AskKnownItems, CompareRecorded, ListRuns, type NewResult } from "@evalboard/contract";
import { type Orm, RunRevisionResult } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { prepareFacts, verifyFacts } from "@evalboard/facts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RunNotFound } from "./errors.ts";
import { createItemReader, type ItemReader } from "./items/reader.ts";
import { createRunStore, type RunStore } from "./store.ts";
import { resultsOf, startOf } from "./testing/runs-of-test.ts";

const now = new Date("2026-03-02T10:00:00.000Z");
const hash = (digit: string) => digit.repeat(64);
const startedAt = "2026-03-01T10:00:00.000Z";

describe.each(engines)("what is recorded a second time, on %s,", (engine) => {
  let orm: Orm;
  let runs: RunStore;
  let items: ItemReader;
  let given = 0;

  beforeAll(async () => {
    orm = await createTestOrm(engine);
    runs = createRunStore({ orm, now: () => now });
    items = createItemReader({ orm, windowOf: () => null });
    await prepareFacts({ orm, timeZone: "UTC", now });
  });
  afterAll(async () => {
    expect(await verifyFacts({ orm, timeZone: "UTC" })).toEqual([]);
    await orm.close();
  });

  type Told = Parameters<typeof startOf>[0];
  /** A completed run. */
  async function recorded(results: readonly NewResult[], told: Told = {}) {
    const start = startOf({ externalId: `second-${++given}`, startedAt, ...told });
    const { runId } = await runs.start(start);
    await runs.addResults(AddResults.parse({ runId, results }));
    await runs.complete({ runId });
    return { runId, start };
  }
  const compared = (start: Told, results: readonly NewResult[]) =>
    runs.compareRecorded(CompareRecorded.parse({ start: startOf(start), results }));
  const onBoard = async () => {
    const [row] = await orm.em
      .fork()
      .getConnection()
      .execute<{ runs: number; score: string }[]>(
        "select runs, trim_scale(score_sum)::text as score from facts where scope = 'board' and unit = 'all'",
      );
    return { runs: row?.runs ?? 0, score: Number(row?.score ?? 0) };
  };

  it("is the same where it says the same, or more than was read of it once", async () => {
    const { runId, start } = await recorded(resultsOf(1, 0, null, undefined));
    const more = resultsOf(1, 0, null, undefined).map((result) => ({ ...result, itemName: "another" }));
    expect(await compared(start, more)).toEqual({
      runId,
      status: "completed",
      stored: 4,
      facts: [],
      same: 4,
      late: 0,
      added: 0,
      different: 0,
      differing: [],
    });
  });

  it("is told what differs: the run's own facts, and each field of results with an example", async () => {
    const { start } = await recorded(resultsOf(0, 1, undefined), { scoreMetric: "match", passMark: 0.4 });
    const [first, second, third] = resultsOf(1, 1, 0.5);
    const sent = [
      { ...first!, output: "é".repeat(600) },
      { ...second!, passed: false },
      third!,
      ...resultsOf(1, 1, 1, 1).slice(3),
    ];
    const other = {
      ...start,
      model: { provider: "acme", name: "m" },
      prompt: { ...start.prompt, text: "Other." },
      scoreMetric: "judge",
      passMark: 0.5,
      limited: true,
    };
    const answer = await compared(other, sent);
    expect(answer).toMatchObject({ stored: 3, same: 0, late: 1, added: 1, different: 2 });
    expect(answer.facts).toEqual([
      { field: "model", stored: "openai/gpt-4o", sent: "acme/m" },
      { field: "prompt text", stored: "Name the capital of {{country}}.", sent: "Other." },
      { field: "passMark", stored: 0.4, sent: 0.5 },
      { field: "limited", stored: false, sent: true },
      { field: "scoreMetric", stored: "match", sent: "judge" },
    ]);
    const example = { itemKey: "item-1", itemName: null, repeat: 1 };
    expect(answer.differing).toEqual([
      { field: "score", n: 1, example: { ...example, stored: 0, sent: 1 } },
      { field: "output", n: 1, example: { ...example, stored: "answer 1", sent: `${"é".repeat(500)}…` } },
      { field: "passed", n: 1, example: { ...example, itemKey: "item-2", stored: true, sent: false } },
    ]);
  });

  it("is not started where what the score is, or whether all was asked, is another", async () => {
    const { start } = await recorded(resultsOf(1), { scoreMetric: "match" });
    await expect(runs.start({ ...start, scoreMetric: "judge", limited: true })).rejects.toThrow(
      /another scoreMetric, limited; .* replace: true$/,
    );
    // What was not said of it is not contradicted.
    const { start: unnamed } = await recorded(resultsOf(1));
    expect(await runs.start({ ...unnamed, scoreMetric: "judge" })).toMatchObject({ status: "completed" });
  });

  it("is known by its hash, which is kept where it is of all results, and goes with a late score", async () => {
    const start = startOf({ externalId: "hashed" });
    const { runId } = await runs.start(start);
    await runs.addResults({ runId, results: resultsOf(1, undefined) });
    await runs.complete({ runId, content: { hash: hash("a"), results: 3 } });
    expect(await runs.start(start)).not.toHaveProperty("contentHash");
    await runs.complete({ runId, content: { hash: hash("b"), results: 2 } });
    expect(await runs.start(start)).toMatchObject({ contentHash: hash("b") });
    await runs.addResults({ runId, results: resultsOf(1, 0) });
    expect(await runs.start(start)).not.toHaveProperty("contentHash");

    const broken = startOf({ externalId: "hashed and failed" });
    const { runId: failed } = await runs.start(broken);
    await runs.addResults({ runId: failed, results: resultsOf(1) });
    await runs.fail({ runId: failed, error: "stopped", content: { hash: hash("c"), results: 1 } });
    expect(await runs.start(broken)).toMatchObject({ status: "failed", contentHash: hash("c") });
  });

  it("replaces a run under its id, and keeps what that held", async () => {
    const before = await onBoard();
    const first = await recorded(resultsOf(0, 1), { label: "main", tags: { branch: "x" } });
    const { runId } = first;
    const held = await runs.get({ runId });
    expect(await onBoard()).toEqual({ runs: before.runs + 1, score: before.score + 0.5 });

    const start = { ...first.start, label: undefined, tags: { night: "2" }, scoreMetric: "judge" };
    const replace = { ...start, replace: true };
    const begun = { runId, status: "running", created: false, described: false };
    expect(await runs.start(replace)).toEqual(begun);
    expect(await onBoard()).toEqual(before);
    // The answer was lost, and the call is sent again.
    expect(await runs.start(replace)).toEqual(begun);
    await runs.addResults({ runId, results: resultsOf(1, 1, 1) });
    const { run } = await runs.complete({ runId });
    expect(run).toMatchObject({
      id: runId,
      averageScore: 1,
      totalItems: 3,
      results: 3,
      revisions: 1,
      scoreMetric: "judge",
      label: "main",
      tags: { branch: "x", night: "2" },
    });
    expect(await onBoard()).toEqual({ runs: before.runs + 1, score: before.score + 1 });

    // Again, by a failed run of another model and prompt.
    const other = { ...replace, model: { provider: "acme", name: "m" }, prompt: { name: "p", text: "t" } };
    await runs.start(other);
    await runs.fail({ runId, error: "stopped" });
    const revisions = await runs.revisions({ runId });
    expect(revisions).toMatchObject([
      { number: 2, averageScore: 1, results: 3, scoreMetric: "judge" },
      { number: 1, averageScore: 0.5, results: 2, scoreMetric: null, replacedAt: now.toISOString() },
    ]);
    expect(revisions[1]?.completedAt).toBe(held.completedAt);
    const kept = await orm.em.fork().find(RunRevisionResult, { revision: { run: runId, number: 1 } });
    expect(kept.map(({ result }) => result)).toMatchObject([
      { item_key: "item-1", score: 0, output: "answer 1", latency_ms: 100 },
      { item_key: "item-2", score: 1 },
    ]);
    expect(await onBoard()).toEqual(before);

    await runs.delete({ runId, externalId: start.externalId });
    expect(await orm.em.fork().count(RunRevisionResult, {})).toBe(0);
    await expect(runs.revisions({ runId })).rejects.toThrow(/no run/);
  });

  it("has the versions of a prompt in the order of the runs that are there, after one was replaced", async () => {
    const prompt = (text: string) => ({ prompt: { name: "ordered", text } });
    const on = (day: number) => ({ startedAt: `2026-02-0${day}T10:00:00.000Z` });
    const moved = await recorded(resultsOf(1), { ...prompt("one"), ...on(1) });
    const other = await recorded(resultsOf(1), { ...prompt("two"), ...on(3) });
    await recorded(resultsOf(1), { ...prompt("one"), ...on(5) });
    const version = async (runId: string) => (await runs.get({ runId })).prompt.version;
    expect([await version(moved.runId), await version(other.runId)]).toEqual([1, 2]);
    // Its first run started later than it said, and still before the third.
    await runs.start({ ...moved.start, ...on(4), replace: true });
    expect([await version(moved.runId), await version(other.runId)]).toEqual([2, 1]);
  });

  it("says that a limited run is one, has it on the list, and leaves it out of the board", async () => {
    const before = await onBoard();
    const { runId, start } = await recorded(resultsOf(1, undefined), { limited: true });
    await runs.addResults({ runId, results: resultsOf(1, 0) });
    expect(await runs.get({ runId })).toMatchObject({ limited: true, averageScore: 0.5 });
    const list = await runs.list(ListRuns.parse({ limited: true }));
    expect(list.runs.map(({ id }) => id)).toEqual([runId]);
    expect(await onBoard()).toEqual(before);
    const whole = await recorded(resultsOf(1));
    const { baseline, candidate } = await runs.compare({
      baseline: { runId: whole.runId },
      candidate: { runId },
    });
    expect([baseline.limitedRuns, candidate.limitedRuns]).toEqual([0, 1]);
    // Of a group it is no part, as it is of no board.
    const { datasetId } = candidate.common.dataset === null ? {} : { datasetId: candidate.common.dataset.id };
    const group = await runs.compare({ baseline: { runId: whole.runId }, candidate: { datasetId } });
    const { runs: all } = await runs.list(ListRuns.parse({ datasetId, status: "completed", limit: 100 }));
    expect(group.candidate).toMatchObject({ limitedRuns: 1, runs: all.length - 2 });
    // It becomes whole, and limited again.
    await runs.start({ ...start, limited: false, replace: true });
    await runs.addResults({ runId, results: resultsOf(1) });
    await runs.complete({ runId });
    expect(await onBoard()).toEqual({ runs: before.runs + 2, score: before.score + 2 });
    await runs.start({ ...start, replace: true });
    expect(await onBoard()).toEqual({ runs: before.runs + 1, score: before.score + 1 });
    await runs.delete({ runId, externalId: start.externalId });
    await runs.delete({ runId: whole.runId, externalId: whole.start.externalId });
    expect(await onBoard()).toEqual(before);
  });

  it("finds which items a dataset has, by its name, over different sets of items", async () => {
    const known = (dataset: string, ...itemKeys: string[]) =>
      items.known(AskKnownItems.parse({ dataset, itemKeys }));
    expect(await known("strange", "item-1")).toEqual({ exists: false, runs: 0, known: 0 });
    const dataset = { name: "known" };
    const { runId } = await runs.start(startOf({ externalId: "to be known", dataset }));
    expect(await known("known", "item-1")).toEqual({ exists: true, runs: 0, known: 0 });
    await runs.addResults({ runId, results: resultsOf(1) });
    await runs.complete({ runId });
    await recorded(resultsOf(1, 1), { dataset });
    await recorded(resultsOf(0, 0), { dataset });
    expect(await known("known", "item-1", "item-2", "item-3")).toEqual({ exists: true, runs: 3, known: 2 });
  });

  it("says by its late scores what these are, and by nothing before", async () => {
    const unscored = resultsOf(undefined, undefined);
    const { runId, start } = await recorded(unscored);
    await runs.start(startOf({ ...start, scoreMetric: "f1" }));
    expect((await runs.get({ runId })).scoreMetric).toBeNull();
    const scored = unscored.map((result) => ({ ...result, score: 1 }));
    await runs.addResults(AddResults.parse({ runId, results: scored, scoreMetric: "acc" }));
    expect(await runs.get({ runId })).toMatchObject({ scoreMetric: "acc", averageScore: 1 });
  });

  it.runIf(engine === "postgresql")(
    "may be replaced from one prompt to another both ways at once",
    async () => {
      const [a, b] = [await recorded(resultsOf(1)), await recorded(resultsOf(0))];
      const prompt = (name: string) => ({ name, text: "the same" });
      await Promise.all(
        Array.from({ length: 12 }, (_, index) => {
          const { start } = index % 2 === 0 ? a : b;
          const name = index % 4 < 2 ? "one way" : "the other";
          const dataset = { name: `dataset ${index}` };
          return runs
            .start(startOf({ ...start, dataset, prompt: prompt(name), replace: true }))
            .catch((error: unknown) => {
              // Another may be replacing it at this moment; a deadlock is no answer.
              if (!(error instanceof RunNotFound)) throw error;
            });
        }),
      );
      for (const { runId } of [a, b]) {
        expect((await runs.get({ runId })).status).toBe("running");
        await runs.fail({ runId, error: "over" });
      }
    },
  );
});
