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
    const results = Array.from({ length: 20 }, (_, index) => {
      const score = index % 5 === 4 ? null : (index % 5) / 3;
      return NewResult.parse({
        itemKey: `item-${index}`,
        score,
        error: score === null ? "429 Rate Limited" : null,
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

  it.each<[string, (row: ResultRow) => boolean]>([
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
