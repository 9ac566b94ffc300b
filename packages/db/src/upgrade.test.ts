import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrate } from "./migrate.ts";
import type { Orm } from "./orm.ts";
import { engines } from "./testing/create-test-orm.ts";
import { openEmpty, schema } from "./testing/empty-database.ts";
import { insertRows, type Row } from "./testing/sample-rows.ts";

const before = "Migration20261123173619_facts";

const idOf = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const [model, dataset, prompt, otherPrompt] = [idOf(1), idOf(2), idOf(3), idOf(4)];
const versions = { first: idOf(11), second: idOf(12), third: idOf(13), unused: idOf(14), other: idOf(15) };
const runs = {
  scored: idOf(21),
  errored: idOf(22),
  bare: idOf(23),
  unknown: idOf(24),
  failed: idOf(25),
  running: idOf(26),
  other: idOf(27),
};
type RunName = keyof typeof runs;

const version = (id: string, number: number, createdAt: string, ofPrompt = prompt): Row => ({
  id,
  prompt_id: ofPrompt,
  number,
  text: `text ${id}`,
  text_hash: id,
  created_at: createdAt,
});

/** A run as the schema of before has it. */
function oldRun(name: RunName, promptVersion: string, startedAt: string, figures: Row = {}): Row {
  const ended = new Date(Date.parse(startedAt) + 60_000).toISOString();
  const status = name === "failed" || name === "running" ? name : "completed";
  return {
    id: runs[name],
    external_id: name,
    status,
    model_id: model,
    dataset_id: dataset,
    prompt_version_id: promptVersion,
    label: name === "scored" ? "main" : null,
    started_at: startedAt,
    completed_at: status === "completed" ? ended : null,
    failed_at: status === "failed" ? ended : null,
    error: status === "failed" ? "stopped" : null,
    average_score: null,
    total_items: null,
    perfect_items: null,
    partial_items: null,
    failed_items: null,
    errored_items: null,
    latency_ms: null,
    input_tokens: null,
    output_tokens: null,
    cost_usd: null,
    ...figures,
  };
}

/** A result as the schema of before has it. */
function oldResult(run: RunName, position: number, told: Row): Row {
  return {
    run_id: runs[run],
    position,
    item_key: `item ${position}`,
    repeat: 1,
    input: null,
    expected: null,
    score: null,
    error: null,
    latency_ms: null,
    input_tokens: null,
    output_tokens: null,
    cost_usd: null,
    text_replaced: false,
    ...told,
  };
}

// Versions were numbered as they were recorded; the runs of old results came last.
const oldRuns = [
  oldRun("scored", versions.first, "2026-03-03T00:00:00Z", {
    average_score: 0.4,
    total_items: 6,
    perfect_items: 1,
    partial_items: 2,
    failed_items: 2,
    errored_items: 1,
    latency_ms: 150,
    input_tokens: 10,
    output_tokens: 7,
    cost_usd: 0.3,
  }),
  oldRun("errored", versions.second, "2026-03-01T00:00:00Z", {
    total_items: 1,
    perfect_items: 0,
    partial_items: 0,
    failed_items: 0,
    errored_items: 1,
  }),
  oldRun("bare", versions.third, "2026-03-02T00:00:00Z", {
    average_score: 0.8,
    total_items: 5,
    perfect_items: 3,
    partial_items: 1,
    failed_items: 0,
    errored_items: 1,
    latency_ms: 20,
    input_tokens: 5,
    output_tokens: 0,
    cost_usd: 0,
  }),
  oldRun("unknown", versions.third, "2026-03-04T00:00:00Z", {
    average_score: 0,
    total_items: 2,
    perfect_items: 0,
    partial_items: 0,
    failed_items: 2,
    errored_items: 0,
  }),
  oldRun("failed", versions.third, "2026-02-28T00:00:00Z"),
  oldRun("running", versions.first, "2026-03-05T00:00:00Z"),
  oldRun("other", versions.other, "2026-03-06T00:00:00Z", {
    average_score: 0.4,
    total_items: 3,
    perfect_items: 0,
    partial_items: 3,
    failed_items: 0,
    errored_items: 0,
  }),
];
const oldResults = [
  oldResult("scored", 1, { input: "2 + 2\n", expected: "4", score: 1, latency_ms: 100, cost_usd: 0.1 }),
  oldResult("scored", 2, { item_key: "Ünïcode", input: "ß", score: 0.5, latency_ms: 200, input_tokens: 10 }),
  oldResult("scored", 3, { item_key: "Z", expected: "z", score: 0.4999999999999999, output_tokens: 7 }),
  oldResult("scored", 4, { item_key: "Z", expected: "z", repeat: 2, score: 0, cost_usd: 0.2 }),
  oldResult("scored", 5, { item_key: "a b", score: 0, latency_ms: 150 }),
  oldResult("scored", 6, { item_key: "a", error: "broke" }),
  oldResult("errored", 1, { error: "broke" }),
  oldResult("failed", 1, { score: 0.5 }),
  oldResult("running", 1, { score: 0.2 }),
  oldResult("running", 2, { error: "broke" }),
  ...[0.5, 0.6, 0.1].map((score, index) => oldResult("other", index + 1, { score })),
];

/** The hash of a run's items, as recording computes it. */
function itemsHashOf(run: RunName): string {
  const digest = (algorithm: "md5" | "sha256", text: string) =>
    createHash(algorithm).update(text).digest("hex");
  const items = oldResults
    .filter((result) => result["run_id"] === runs[run])
    .map(({ item_key: key, input, expected }) =>
      Buffer.from(`${key}\n${digest("md5", String(input ?? ""))}${digest("md5", String(expected ?? ""))}`),
    )
    .toSorted((a, b) => Buffer.compare(a, b))
    .map(String);
  return digest("sha256", [...new Set(items)].join("\n"));
}

describe.each(engines)("a board of the schema before, on %s,", (engine) => {
  let orm: Orm;
  let close: () => Promise<void>;
  let schemaBefore: unknown;
  const execute = (sql: string): Promise<Record<string, unknown>[]> => orm.em.getConnection().execute(sql);

  beforeAll(async () => {
    ({ orm, close } = await openEmpty(engine));
    await orm.withMigrator((migrator) => migrator.up({ to: before }));
    schemaBefore = await execute(schema);
    await fill();
    await migrate(orm);
  });

  afterAll(() => close());

  async function fill(): Promise<void> {
    const insert = (table: string, [first, ...others]: readonly Row[]) =>
      insertRows(orm, table, first!, ...others);
    await insert("models", [{ id: model, provider: "anthropic", name: "claude" }]);
    await insert("datasets", [{ id: dataset, name: "questions" }]);
    await insert("prompts", [
      { id: prompt, name: "answer" },
      { id: otherPrompt, name: "other" },
    ]);
    await insert("prompt_versions", [
      version(versions.first, 1, "2026-03-10T00:00:00Z"),
      version(versions.second, 2, "2026-03-11T00:00:00Z"),
      version(versions.third, 3, "2026-03-12T00:00:00Z"),
      version(versions.unused, 4, "2026-03-02T12:00:00Z"),
      version(versions.other, 1, "2026-03-13T00:00:00Z", otherPrompt),
    ]);
    const running = { status: "running", completed_at: null, failed_at: null, error: null };
    const noFigures = Object.fromEntries(
      Object.keys(oldRuns[0]!)
        .filter((column) => /score|items|latency|tokens|cost/.test(column))
        .map((column) => [column, null]),
    );
    await insert(
      "runs",
      oldRuns.map((run) => ({ ...run, ...running, ...noFigures })),
    );
    await insert("run_results", oldResults);
    for (const { id, ...run } of oldRuns) {
      const columns = Object.entries(run).map(([column, value]) =>
        typeof value === "string" ? `${column} = '${value}'` : `${column} = ${value}`,
      );
      await execute(`update runs set ${columns.join()} where id = '${id}'`);
    }
    await execute(`insert into fact_generations (stage, time_zone, layout, hours_from, complete)
      values ('current', 'UTC', 2, now(), true)`);
    await execute(`insert into facts select 1, 'board', 'all', 'epoch', zero, zero, zero, 4, 0, 3, 0, 1, 1.6, 1, 4, 6, 4, 3,
      2, 170, 2, 0.3, 2, 15, 2, 7 from (select '00000000-0000-0000-0000-000000000000'::uuid as zero) of_all`);
    await execute("insert into fact_histograms values (1, 'day', '2026-03-03', 'score', '{0,1}')");
  }

  const figuresOf = async (run: RunName) => {
    const [row] = await execute(`select passed_items, unscored_items, measured_items, input_counted_items,
      output_counted_items, priced_items, spent_usd, metrics, items_hash from runs where id = '${runs[run]}'`);
    return row;
  };

  test("passes from a score of 0.5 on", async () => {
    expect(await execute("select run_id, position, passed from run_results order by 1, 2")).toEqual(
      oldResults
        .map(({ run_id, position, score }) => ({
          run_id,
          position,
          passed: typeof score === "number" ? score >= 0.5 : null,
        }))
        .toSorted((a, b) => (String(a.run_id) < String(b.run_id) ? -1 : 1)),
    );
  });

  test.each<[RunName, Row]>([
    ["scored", { passed: 2, measured: 3, inputCounted: 1, outputCounted: 1, priced: 2 }],
    ["errored", { passed: 0, measured: 0, inputCounted: 0, outputCounted: 0, priced: 0 }],
    ["other", { passed: 2, measured: 0, inputCounted: 0, outputCounted: 0, priced: 0 }],
    // Without results a run says of its items what is sure: those that were perfect passed.
    ["bare", { passed: 3, measured: 5, inputCounted: 5, outputCounted: 5, priced: 5 }],
    ["unknown", { passed: 0, measured: 0, inputCounted: 0, outputCounted: 0, priced: 0 }],
  ])("counts what its completed run “%s” is made of", async (run, counts) => {
    expect(await figuresOf(run)).toEqual({
      passed_items: counts["passed"],
      unscored_items: 0,
      measured_items: counts["measured"],
      input_counted_items: counts["inputCounted"],
      output_counted_items: counts["outputCounted"],
      priced_items: counts["priced"],
      spent_usd: null,
      metrics: [],
      items_hash: itemsHashOf(run),
    });
  });

  test.each<RunName>(["failed", "running"])("leaves its %s run without figures", async (run) => {
    expect(new Set(Object.values((await figuresOf(run))!))).toEqual(new Set([null]));
  });

  test("keeps all else, with the pass mark and no tags", async () => {
    const columns = Object.keys(oldRuns[0]!);
    const instants = new Set(["started_at", "completed_at", "failed_at"]);
    const selected = columns.map((column) =>
      instants.has(column) ? `extract(epoch from ${column})::float8 as ${column}` : column,
    );
    const rows = await execute(
      `select ${selected.join()}, pass_mark, tags, score_metric from runs order by id`,
    );
    expect(rows).toEqual(
      oldRuns.map((run) => ({
        ...Object.fromEntries(
          Object.entries(run).map(([column, value]) => [
            column,
            instants.has(column) && value !== null ? Date.parse(String(value)) / 1_000 : value,
          ]),
        ),
        input_tokens:
          run["input_tokens"] === null ? null : expect.toSatisfy((n) => Number(n) === run["input_tokens"]),
        output_tokens:
          run["output_tokens"] === null ? null : expect.toSatisfy((n) => Number(n) === run["output_tokens"]),
        pass_mark: 0.5,
        tags: {},
        score_metric: null,
      })),
    );
  });

  test("has every name stand for itself", async () => {
    for (const table of ["models", "datasets", "prompts", "prompt_versions"]) {
      const names = `select count(*)::int as n, count(*) filter (where canonical_id = id)::int as itself from ${table}`;
      const [row] = await execute(names);
      expect(row!["n"]).toBeGreaterThan(0);
      expect(row!["itself"]).toBe(row!["n"]);
    }
  });

  test("numbers versions by their first runs, and one that was never run by when it was made", async () => {
    const numbered =
      await execute(`select id, number, to_char(first_run_at at time zone 'UTC', 'MM-DD HH24') as first
      from prompt_versions order by prompt_id, number`);
    expect(numbered).toEqual([
      // Its first run was one that failed.
      { id: versions.third, number: 1, first: "02-28 00" },
      { id: versions.second, number: 2, first: "03-01 00" },
      { id: versions.unused, number: 3, first: "03-02 12" },
      { id: versions.first, number: 4, first: "03-03 00" },
      { id: versions.other, number: 1, first: "03-06 00" },
    ]);
  });

  test("has no facts of the old layout", async () => {
    for (const table of ["facts", "metric_facts", "fact_histograms", "fact_generations"]) {
      expect(await execute(`select from ${table}`)).toEqual([]);
    }
  });

  test("is as immutable as before", async () => {
    const ended = `run_id in ('${runs.scored}', '${runs.failed}')`;
    for (const change of [
      "update runs set average_score = 1 where status <> 'running'",
      "update runs set items_hash = 'other' where status = 'completed'",
      "update run_results set score = 1",
      "update run_results set metrics = '{}' where error is not null",
      "update run_results set transcript = 'steps' where score is null",
      `delete from run_results where ${ended}`,
      `insert into run_results (run_id, position, item_key, repeat, text_replaced)
        values ('${runs.scored}', 9, 'item 9', 1, false)`,
    ]) {
      await expect(execute(change), change).rejects.toMatchObject({ code: "55000" });
    }
  });

  test("comes from the schema right before second imports with all that it holds", async () => {
    const held = async () => [
      await execute(
        "select to_jsonb(r) - '{limited,revisions,content_hash,texts_removed_at}'::text[] as row from runs r order by id",
      ),
      await execute("select to_jsonb(r) - 'transcript' as row from run_results r order by run_id, position"),
    ];
    await orm.withMigrator((migrator) => migrator.down({ to: "Migration20261128204400_what_a_result_is" }));
    expect(
      await execute("select from information_schema.columns where column_name in ('limited', 'transcript')"),
    ).toEqual([]);
    const there = await held();
    expect(there.map((rows) => rows.length)).toEqual([Object.keys(runs).length, oldResults.length]);
    await migrate(orm);
    expect(await held()).toEqual(there);
    expect(
      await execute(
        "select distinct limited, revisions, content_hash, transcript from runs left join run_results on run_id = id",
      ),
    ).toEqual([{ limited: false, revisions: 0, content_hash: null, transcript: null }]);
  });

  test("goes back to the schema before, and comes again", async () => {
    await orm.withMigrator((migrator) => migrator.down({ to: before }));
    expect(await execute(schema)).toEqual(schemaBefore);
    const scores = await execute("select run_id, position, score, error from run_results order by 1, 2");
    expect(scores).toHaveLength(oldResults.length);
    const figures = await figuresNow();
    await migrate(orm);
    expect(await figuresNow()).toEqual(figures);
    expect((await figuresOf("scored"))?.["passed_items"]).toBe(2);
  });

  const figuresNow = () =>
    execute(
      "select id, status, average_score, total_items, perfect_items, cost_usd, label from runs order by id",
    );
});
