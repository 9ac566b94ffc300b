import {
  AddResults,
  CompareRecorded,
  CompareRuns,
  ListResults,
  type NewResult,
  PruneRuns,
} from "@evalboard/contract";
import type { Orm } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { prepareFacts, rebuildFacts, verifyFacts } from "@evalboard/facts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InvalidRun } from "./errors.ts";
import { createRunStore, type RunStore } from "./store.ts";
import { startOf } from "./testing/runs-of-test.ts";
import { secretResults as results } from "./testing/secret-results.ts";

const now = new Date("2026-06-30T10:00:00.000Z");
const day = (date: string) => `${date}T10:00:00.000Z`;

describe.each(engines)("texts of old runs, on %s,", (engine) => {
  let orm: Orm;
  let runs: RunStore;
  let old: string;
  let recent: string;
  const execute = (sql: string): Promise<Record<string, unknown>[]> => orm.em.getConnection().execute(sql);
  const prune = (before: string, more: Partial<PruneRuns> = {}) =>
    runs.prune(PruneRuns.parse({ completedBefore: day(before), ...more }));

  async function recorded(externalId: string, completed: string, sent: NewResult[], replace = false) {
    const start = startOf({ externalId, startedAt: day("2026-01-01"), replace });
    const { runId } = await runs.start(start);
    await runs.addResults(AddResults.parse({ runId, results: sent }));
    await runs.complete({ runId, completedAt: day(completed) });
    return runId;
  }

  beforeAll(async () => {
    orm = await createTestOrm(engine);
    runs = createRunStore({ orm, now: () => now });
    await prepareFacts({ orm, timeZone: "UTC", now });
    await recorded("old", "2026-01-03", results(1));
    old = await recorded("old", "2026-01-03", results(1, 0.5, 0, null), true);
    recent = await recorded("recent", "2026-06-01", results(0.75, 0.5, 0, 1));
  });
  afterAll(() => orm.close());

  /** All that is computed of results, to the last digit. */
  const figures = async () => [
    await execute("select to_jsonb(r) - 'texts_removed_at' as row from runs r order by id"),
    await execute(
      "select run_id, position, item_key, repeat, score, passed, metrics, latency_ms, cost_usd, input_tokens from run_results order by 1, 2",
    ),
    await execute("select * from item_facts order by 1, 2, 3, 4, 5"),
    await execute("select * from fact_histograms order by 1, 2, 3, 4"),
  ];
  const compare = () =>
    runs.compare(CompareRuns.parse({ baseline: { runId: old }, candidate: { runId: recent } }));

  it("are counted first, and of runs before the instant alone", async () => {
    expect(await prune("2026-03-01", { dryRun: true })).toEqual({
      runs: 0,
      results: 0,
      remainingRuns: 1,
      remainingResults: 4,
    });
    expect(await prune("2026-01-03")).toEqual({ runs: 0, results: 0, remainingRuns: 0, remainingResults: 0 });
    await expect(prune("2026-07-01")).rejects.toThrow(/^completedBefore: must not be in the future/);
    await expect(prune("2026-03-01", { dataset: "nothing" })).rejects.toThrow(InvalidRun);
    expect((await runs.get({ runId: old })).textsRemovedAt).toBeNull();
  });

  it("go without a figure changing, those of revisions too, and facts are built and verified as before", async () => {
    const before = await figures();
    const compared = await compare();
    expect(await prune("2026-03-01")).toEqual({ runs: 1, results: 4, remainingRuns: 0, remainingResults: 0 });
    expect(await figures()).toEqual(before);
    expect(await verifyFacts({ orm, timeZone: "UTC" })).toEqual([]);
    await rebuildFacts({ orm, timeZone: "UTC", now });
    // Of another generation, and without the empty bins that a run which was replaced has left.
    const withoutGeneration = (rows: unknown) =>
      JSON.parse(JSON.stringify(rows), (key, value) => {
        if (key === "generation") return 0;
        return key === "bins" ? value.slice(0, value.findLastIndex((bin: number) => bin > 0) + 1) : value;
      });
    expect(withoutGeneration(await figures())).toEqual(withoutGeneration(before));
    const after = await compare();
    expect(after.baseline.runsWithoutTexts).toBe(1);
    expect({ ...after, baseline: { ...after.baseline, runsWithoutTexts: 0 } }).toEqual(compared);
    expect(
      await execute(
        `select 1 from run_results where run_id = '${old}' and to_jsonb(run_results)::text like '%secret%'`,
      ),
    ).toEqual([]);
    expect(await execute("select 1 from run_revision_results where result::text like '%secret%'")).toEqual(
      [],
    );
    expect(
      await execute("select count(*)::int as n from run_revision_results where result ->> 'score' = '1'"),
    ).toEqual([{ n: 1 }]);
    expect(await execute("select 1 from run_results where output like '%secret%'")).toHaveLength(4);
  });

  it("are said to be gone, and what is sent again is neither new nor another", async () => {
    const run = await runs.get({ runId: old });
    expect(run).toMatchObject({ textsRemovedAt: now.toISOString(), results: 4, averageScore: 0.5 });
    const page = await runs.results(ListResults.parse({ runId: old }));
    expect(page.results.map(({ score, output, outcome }) => [score, output, outcome])).toEqual([
      [1, null, "perfect"],
      [0.5, null, "partial"],
      [0, null, "failed"],
      [null, null, "errored"],
    ]);
    const again = { start: startOf({ externalId: "old" }), results: results(1, 0.5, 0, null) };
    expect(await runs.compareRecorded(CompareRecorded.parse(again))).toMatchObject({
      textsRemovedAt: now.toISOString(),
      same: 4,
      different: 0,
      added: 0,
      differing: [],
    });
    expect(await runs.addResults(AddResults.parse({ runId: old, results: again.results }))).toMatchObject({
      alreadyThere: 4,
    });
    const other = runs.addResults(AddResults.parse({ runId: old, results: results(0.9) }));
    await expect(other).rejects.toThrow(/^results\[0\]\.score: /);
  });

  it("leave a run as immutable as it was, and one that is replaced or deleted takes its share with it", async () => {
    for (const change of [
      `update runs set texts_removed_at = null where id = '${old}'`,
      `update runs set texts_removed_at = now() where id = '${old}'`,
      `update run_results set output = null where run_id = '${recent}'`,
      `update run_results set output = 'other' where run_id = '${old}'`,
      `update run_results set score = 1, output = null where run_id = '${old}' and position = 2`,
      `delete from run_results where run_id = '${old}'`,
    ]) {
      await expect(execute(change), change).rejects.toMatchObject({ code: "55000" });
    }
    await recorded("old", "2026-01-03", results(0.25), true);
    expect((await runs.get({ runId: old })).textsRemovedAt).toBeNull();
    expect((await runs.revisions({ runId: old })).map(({ results: n }) => n)).toEqual([4, 1]);
    expect(await verifyFacts({ orm, timeZone: "UTC" })).toEqual([]);
    await prune("2026-03-01");
    await runs.delete({ runId: old, externalId: "old" });
    expect(await verifyFacts({ orm, timeZone: "UTC" })).toEqual([]);
  });
});
