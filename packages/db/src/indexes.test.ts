import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RunResult } from "./entities/run-result.ts";
import { Run } from "./entities/run.ts";
import type { Orm } from "./orm.ts";
import { makeQuarters } from "./quarters.ts";
import { createTestOrm, engines } from "./testing/create-test-orm.ts";
import { id, insertRows, otherId, resetToReferences, result, runningRun } from "./testing/sample-rows.ts";

/**
 * 30 000 runs, one every five minutes; of six one has failed, and one is running and has results. Of twenty one is of the
 * other model, and six have a seed in common.
 */
const fill = `
  insert into runs (id, external_id, status, model_id, dataset_id, prompt_version_id, started_at, completed_at,
    failed_at, average_score, total_items, perfect_items, partial_items, failed_items, errored_items, unscored_items,
    passed_items, measured_items, input_counted_items, output_counted_items, priced_items, metrics, items_hash, tags)
  select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '70008000' || lpad(n::text, 12, '0'))::uuid, n, status, model::uuid, '${id}', '${id}', at, case when done then at end,
    case when status = 'failed' then at end, case when done then 1 end, case when done then 1 end,
    case when done then 1 end, none, none, none, none, case when done then 1 end, none, none, none, none,
    case when done then '[]'::jsonb end, case when done then '' end, jsonb_build_object('seed', (n % 5000)::text)
  from (
    select n, timestamptz '2026-01-01Z' + n * interval '5 minutes' as at, n % 6 > 1 as done,
      case when n % 6 > 1 then 0 end as none, case n % 20 when 0 then '${otherId}' else '${id}' end as model,
      case n % 6 when 0 then 'failed' when 1 then 'running' else 'completed' end as status
    from generate_series(1, 30000) n
  ) runs`;
const fillResults = `
  insert into run_results (run_id, position, item_key, repeat, score, passed, text_replaced)
  select id, n, n, 1, 1, true, false from generate_series(1, 200) n, (select id from runs where status = 'running' limit 200) running`;

describe.each(engines)("on %s", (engine) => {
  let orm: Orm;
  const execute = (sql: string) => orm.em.getConnection().execute(sql);
  const plan = async (query: { getFormattedQuery(): string }) =>
    JSON.stringify(await execute(`explain (format json) ${query.getFormattedQuery()}`));

  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await resetToReferences(orm);
    await insertRows(orm, "models", { id: otherId, canonical_id: otherId, provider: "openai", name: "gpt" });
    await execute(fill);
    await execute(fillResults);
    await execute("analyze");
  });

  afterAll(() => orm.close());

  test.each([
    ["a day", "2026-03-02T00:00:00Z"],
    ["a week", "2026-03-08T00:00:00Z"],
  ])("the board reads %s of completed runs by their completion", async (_span, to) => {
    const completedAt = { $gte: new Date("2026-03-01T00:00:00Z"), $lt: new Date(to) };
    const window = orm.em.createQueryBuilder(Run, "run").where({ status: "completed", completedAt });
    expect(await plan(window)).toContain('"Index Name":"runs_completed_at_index"');
  });

  test("the first page of runs, and a page in the middle, are read in the order of their index", async () => {
    const newestFirst = () =>
      orm.em.createQueryBuilder(Run, "run").orderBy({ startedAt: "desc", id: "desc" }).limit(51);
    const [at] = await execute("select started_at, id from runs order by 1 offset 15000 limit 1");
    const after = newestFirst().where("(run.started_at, run.id) < (?, ?)", [at!.started_at, at!.id]);
    for (const page of [await plan(newestFirst()), await plan(after)]) {
      expect(page).toContain('"Index Name":"runs_started_at_id_index"');
      expect(page).not.toContain('"Node Type":"Sort"');
    }
    expect(await plan(after)).toContain('"Index Cond":"(ROW(started_at, id) < ROW(');
  });

  test.each(["averageScore", "latencyMs", "costUsd"] as const)(
    "a page in the middle of the runs sorted by %s is read in the order of its index, either way",
    async (figure) => {
      const column = { averageScore: "average_score", latencyMs: "latency_ms", costUsd: "cost_usd" }[figure];
      for (const [order, comparison] of [
        ["desc", "<"],
        ["asc", ">"],
      ] as const) {
        const page = await plan(
          orm.em
            .createQueryBuilder(Run, "run")
            .where({ [figure]: { $ne: null } })
            .andWhere(`(run.${column}, run.id) ${comparison} (?, ?)`, [0.5, id])
            .orderBy({ [figure]: order, id: order })
            .limit(51),
        );
        expect(page).toContain(`"Index Name":"runs_${column}_id_index"`);
        expect(page).not.toContain('"Node Type":"Sort"');
      }
    },
  );

  test("the runs of one model are read in the order of their index", async () => {
    const ofModel = (model: string | { $in: string[] }) =>
      orm.em
        .createQueryBuilder(Run, "run")
        .where({ model })
        .orderBy({ startedAt: "desc", id: "desc" })
        .limit(51);
    for (const page of [await plan(ofModel(otherId)), await plan(ofModel({ $in: [otherId] }))]) {
      expect(page).toContain('"Index Name":"runs_model_started_at_id_index"');
      expect(page).not.toContain('"Node Type":"Sort"');
    }
  });

  test("the runs of a model of two names are read by an index too", async () => {
    const page = await plan(
      orm.em
        .createQueryBuilder(Run, "run")
        .where({ model: { $in: [otherId, "01900000-0000-7000-8000-000000000003"] } })
        .orderBy({ startedAt: "desc", id: "desc" })
        .limit(51),
    );
    expect(page).toMatch(/"Index Name":"runs_(model_)?started_at_id_index"/);
  });

  test("the few runs that have a tag are found by it", async () => {
    const tagged = orm.em.createQueryBuilder(Run, "run").where('run.tags @> \'{"seed":"77"}\'::jsonb');
    expect(await plan(tagged)).toContain('"Index Name":"runs_tags_index"');
  });

  test("an external id is found by its beginning", async () => {
    const found = orm.em.createQueryBuilder(Run, "run").where({ externalId: { $like: "1234%" } });
    expect(await plan(found)).toContain('"Index Name":"runs_external_id_prefix_index"');
  });

  test("a page of a run's results is read in the order of their key", async () => {
    const [first] = await execute("select run_id as run from run_results limit 1");
    const page = await plan(
      orm.em
        .createQueryBuilder(RunResult, "result")
        .where({ run: first!.run, position: { $gt: 50 } })
        .orderBy({ position: "asc" })
        .limit(51),
    );
    expect(page).toContain('"Index Name":"run_results_first_pkey"');
    expect(page).not.toContain('"Node Type":"Sort"');
  });

  describe("of results in quarters", () => {
    const idOf2040 = "02069ae8-b000-7000-8000-000000000001";
    const ofRuns = (run: string | { $in: string[] }) =>
      orm.em.createQueryBuilder(RunResult, "result").where({ run });
    const read = (told: string) => [
      ...new Set([...told.matchAll(/"Relation Name":"(run_results\w+)"/g)].map(([, name]) => name)),
    ];
    let running: string;

    beforeAll(async () => {
      expect(await makeQuarters(orm, new Date("2040-08-01T00:00:00Z"))).toHaveLength(2);
      await insertRows(orm, "runs", { ...runningRun, id: idOf2040 });
      await insertRows(orm, "run_results", { ...result, run_id: idOf2040 });
      const [early] = await execute("select run_id as run from run_results order by run_id limit 1");
      running = String(early!.run);
    });

    test("those of a run, or of some, are looked for where they are alone", async () => {
      expect(read(await plan(ofRuns(running)))).toEqual(["run_results_first"]);
      expect(read(await plan(ofRuns(idOf2040)))).toEqual(["run_results_2040q3"]);
      const ofBoth = { $in: [running, idOf2040] };
      expect(read(await plan(ofRuns(ofBoth)))).toEqual(["run_results_first", "run_results_2040q3"]);
      const change = orm.em.createQueryBuilder(RunResult).update({ reason: null }).where({ run: running });
      expect(read(await plan(change))).toEqual(["run_results_first"]);
    });

    test("those of runs that are found first are looked for in the quarter of each", async () => {
      const query = orm.em
        .createQueryBuilder(RunResult, "result")
        .join("result.run", "run")
        .where({ "run.externalId": runningRun.external_id })
        .getFormattedQuery();
      const [row] = await execute(`explain (analyze, format json) ${query}`);
      expect(loops(row)).toMatchObject({
        run_results_2040q3: 1,
        run_results_first: 0,
        run_results_default: 0,
      });
    });
  });
});

/** How often the plan looked into each table. */
function loops(node: unknown, found: Record<string, number> = {}): Record<string, number> {
  if (typeof node !== "object" || node === null) return found;
  if ("Relation Name" in node)
    found[String(node["Relation Name"])] = Number(Reflect.get(node, "Actual Loops"));
  for (const inner of Object.values(node)) loops(inner, found);
  return found;
}
