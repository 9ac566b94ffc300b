import {
  ListResults,
  NewResult,
  Outcome,
  PREVIEW_LENGTH,
  type ResultRow,
  ResultSort,
} from "@evalboard/contract";
import type { Orm } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { createRunStore, type RunStore } from "./store.ts";
import { startOf } from "./testing/runs-of-test.ts";

const metricsOf = [
  { tone: 0.1, other: 5 },
  { tone: 1 },
  { tone: "1" },
  { tone: "left" },
  { other: 1 },
  {},
  { tone: -40 },
  { tone: 0.10000000000000002 },
];

describe.each(engines)("a run's results on %s", (engine) => {
  let orm: Orm;
  let runs: RunStore;
  let runId: string;
  let all: ResultRow[];

  type Query = Omit<z.input<typeof ListResults>, "runId">;
  const everyPage = async (query: Query, limit = 3) => {
    const rows: ResultRow[] = [];
    let cursor: string | null = null;
    do {
      const page = await runs.results(ListResults.parse({ ...query, runId, limit, cursor }));
      rows.push(...page.results);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return rows;
  };
  const positions = (rows: readonly ResultRow[]) => rows.map((row) => row.position);

  beforeAll(async () => {
    orm = await createTestOrm(engine);
    runs = createRunStore({ orm });
    ({ runId } = await runs.start(startOf()));
    const results = Array.from({ length: 24 }, (_, index) => {
      const score = index % 5 === 4 || index % 7 === 6 ? null : (index % 5) / 3;
      return NewResult.parse({
        itemKey: `item-${index}`,
        itemName: index % 4 ? `The ${index % 4}. question` : null,
        score,
        // The tool's own verdict is not always what the score would say.
        passed: score !== null && index % 3 === 0 ? score < 0.5 : null,
        metrics: metricsOf[index % metricsOf.length],
        error: score === null && index % 5 === 4 ? "429 Rate Limited" : null,
        output: index % 2 ? "50% of Paris" : "Lyon_",
        latencyMs: index % 3 ? index % 4 : null,
      });
    });
    await runs.addResults({ runId, results });
    all = await everyPage({}, 100);
  });
  afterAll(() => orm.close());

  it.each(
    ResultSort.options.flatMap((sort) => [
      { sort, order: "desc" as const },
      { sort, order: "asc" as const },
    ]),
  )("come once each, sorted by $sort $order, those without the figure last", async ({ sort, order }) => {
    const direction = order === "asc" ? 1 : -1;
    const expected = all.toSorted((a, b) => {
      const [left, right] = [a[sort], b[sort]];
      if (left === null || right === null) {
        return left === right ? a.position - b.position : left === null ? 1 : -1;
      }
      return direction * (left - right || a.position - b.position);
    });
    expect(positions(await everyPage({ sort, order }))).toEqual(positions(expected));
  });

  it.each(Outcome.options)("can be those that are %s alone", async (outcome) => {
    const expected = all.filter((row) => row.outcome === outcome);
    expect(expected.length).toBeGreaterThan(0);
    expect(positions(await everyPage({ outcome }, 2))).toEqual(positions(expected));
  });

  it.each([true, false])("can be those alone that passed: %s", async (passed) => {
    const expected = all.filter((row) => row.passed === passed);
    expect(expected.some((row) => row.score! >= 0.5) && expected.some((row) => row.score! < 0.5)).toBe(true);
    expect(positions(await everyPage({ passed }, 2))).toEqual(positions(expected));
  });

  type Value = number | string | undefined;
  it.each<[NonNullable<Query["metric"]>, (value: Value) => boolean]>([
    [{ name: "tone" }, (value) => value !== undefined],
    [{ name: "tone", min: 0.1 }, (value) => typeof value === "number" && value >= 0.1],
    [{ name: "tone", max: 0.1 }, (value) => typeof value === "number" && value <= 0.1],
    [{ name: "tone", min: 0.1, max: 0.1 }, (value) => value === 0.1],
    [{ name: "tone", min: 0.2, max: 0.1 }, () => false],
    [{ name: "tone", word: "1" }, (value) => value === "1"],
    [{ name: "tone", word: "left" }, (value) => value === "left"],
    [{ name: "tone", word: "left", min: 1 }, (value) => value === "left" || value === 1],
    [{ name: "Tone" }, () => false],
    [{ name: "it's ->> a" }, () => false],
  ])("can be those that have the metric %j", async (metric, holds) => {
    const expected = all.filter(({ metrics: { tone } }) => holds(tone));
    expect(positions(await everyPage({ metric }, 2))).toEqual(positions(expected));
  });

  it("can be those that passed, have a metric and a text, in any order", async () => {
    const metric = { name: "tone", min: 0.1 };
    const expected = all.filter(({ passed, output, metrics: { tone } }) => {
      return passed === true && typeof tone === "number" && tone >= 0.1 && output === "Lyon_";
    });
    expect(expected.length).toBeGreaterThan(0);
    const found = await everyPage({ passed: true, metric, text: "lyon", sort: "score" }, 1);
    expect(new Set(positions(found))).toEqual(new Set(positions(expected)));
  });

  it.each<[string, (row: ResultRow) => boolean]>([
    ["1. question", (row) => row.itemName === "The 1. question"],
    ["paris", (row) => row.output === "50% of Paris"],
    ["RATE LIMITED", (row) => row.error !== null],
    ["item-1", (row) => row.itemKey.startsWith("item-1")],
    ["0%", (row) => row.output === "50% of Paris"],
    ["n_", (row) => row.output === "Lyon_"],
    ["\0", () => false],
  ])("can be those that hold %j", async (text, holds) => {
    expect(positions(await everyPage({ text }))).toEqual(positions(all.filter(holds)));
  });

  it("show the beginning of a long text, and the whole where it was asked for", async () => {
    const output = "🙂".repeat(PREVIEW_LENGTH);
    await runs.addResults({ runId, results: [NewResult.parse({ itemKey: "long", score: 1, output })] });
    const [preview] = await everyPage({ text: "long" });
    expect(preview!.output).toBe(`${"🙂".repeat(PREVIEW_LENGTH / 2)}…`);
    const [whole] = await everyPage({ text: "long", whole: true });
    expect(whole!.output).toBe(output);
    expect((await runs.result({ runId, position: preview!.position })).output).toBe(output);
  });

  it.each([
    ["position", "0.5_3"],
    ["score", "3"],
    ["latencyMs", "x_y"],
  ] as const)("refuse for the sort %s the cursor %s of another", async (sort, cursor) => {
    await expect(runs.results(ListResults.parse({ runId, sort, cursor }))).rejects.toThrow(
      /^cursor: must be/,
    );
  });
});
