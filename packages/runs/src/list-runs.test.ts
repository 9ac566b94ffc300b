import { ListRuns, type RunRow, RunSort } from "@evalboard/contract";
import { Dataset, Model, type Orm, Prompt, PromptVersion, Run } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { createRunStore, type RunStore } from "./store.ts";
import { resultsOf, startOf } from "./testing/runs-of-test.ts";

const now = new Date("2026-03-10T00:00:00.000Z");

describe.each(engines)("the run list on %s", (engine) => {
  let orm: Orm;
  let runs: RunStore;
  let all: RunRow[];

  const everyPage = async (query: z.input<typeof ListRuns>, limit = 3) => {
    const rows: RunRow[] = [];
    let cursor: string | null = null;
    do {
      const page = await runs.list(ListRuns.parse({ ...query, limit, cursor }));
      rows.push(...page.runs);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return rows;
  };
  const idsOf = (rows: readonly RunRow[]) => rows.map((row) => row.id);

  beforeAll(async () => {
    orm = await createTestOrm(engine);
    runs = createRunStore({ orm, now: () => now });
    // Ties in every figure, unknown ones, each state of a run.
    for (let index = 0; index < 24; index++) {
      const { runId } = await runs.start(
        startOf({
          externalId: `${index % 2 ? "nightly" : "100%_manual"}-${index}`,
          model: { provider: index % 3 ? "openai" : "anthropic", name: `model-${index % 4}` },
          dataset: { name: index % 5 ? "Capitals" : "sums" },
          prompt: { name: "quiz", text: `Version ${index % 3}` },
          ...(index % 4 === 0 ? {} : { label: index % 4 === 1 ? "main" : "main 2" }),
          tags: index % 3 ? { heat: `0.${index % 2}`, "it's": "50%" } : {},
          startedAt: new Date(Date.UTC(2026, 2, 1 + Math.floor(index / 3))).toISOString(),
        }),
      );
      if (index % 6 === 5) continue;
      const results = resultsOf(index % 6 === 4 ? null : (index % 3) / 2, 1).slice(0, 1);
      await runs.addResults({
        runId,
        results: results.map((result) => ({ ...result, costUsd: index % 4 ? 0.25 * (index % 3) : null })),
      });
      if (index % 6 === 3) await runs.fail({ runId, error: "stopped" });
      else await runs.complete({ runId, completedAt: new Date(Date.UTC(2026, 2, 9, index)).toISOString() });
    }
    all = await everyPage({}, 100);
  });
  afterAll(() => orm.close());

  it.each(
    RunSort.options.flatMap((sort) => [
      { sort, order: "desc" as const },
      { sort, order: "asc" as const },
    ]),
  )(
    "gives each run once, sorted by $sort $order, those without the figure last and newest first",
    async ({ sort, order }) => {
      const direction = order === "asc" ? 1 : -1;
      const expected = all.toSorted((a, b) => {
        const [left, right] = [a[sort], b[sort]];
        if (left === null || right === null) {
          return left === right ? (a.id < b.id ? 1 : -1) : left === null ? 1 : -1;
        }
        if (left !== right) return left < right ? -direction : direction;
        return a.id < b.id ? -direction : direction;
      });
      expect(idsOf(await everyPage({ sort, order }))).toEqual(idsOf(expected));
    },
  );

  it.each<[z.input<typeof ListRuns>, (run: RunRow) => boolean]>([
    [{ status: "failed" }, (run) => run.status === "failed"],
    [{ minScore: 0.5 }, (run) => run.averageScore !== null && run.averageScore >= 0.5],
    [{ minScore: 0, maxScore: 0.5 }, (run) => run.averageScore !== null && run.averageScore <= 0.5],
    [
      { startedFrom: "2026-03-02T00:00:00Z", startedTo: "2026-03-04T00:00:00Z" },
      (run) => run.startedAt >= "2026-03-02T00:00:00.000Z" && run.startedAt < "2026-03-04T00:00:00.000Z",
    ],
    [
      { completedFrom: "2026-03-09T06:00:00Z", completedTo: "2026-03-09T14:00:00Z" },
      ({ completedAt }) =>
        completedAt !== null &&
        completedAt >= "2026-03-09T06:00:00.000Z" &&
        completedAt < "2026-03-09T14:00:00.000Z",
    ],
    [{ completedFrom: "2026-03-09T00:00:00Z" }, (run) => run.status === "completed"],
    [{ completedTo: "2026-03-09T00:00:00Z" }, () => false],
    [{ label: "main" }, (run) => run.label === "main"],
    [{ label: "MAIN" }, () => false],
    [{ tags: { heat: "0.1" } }, (run) => run.tags.heat === "0.1"],
    [{ tags: { heat: "0.0", "it's": "50%" } }, (run) => run.tags.heat === "0.0"],
    [{ tags: { heat: "0" } }, () => false],
    [{ tags: { heat: "0.1", host: "a" } }, () => false],
    [{ tags: {} }, () => true],
    [{ label: "main", tags: { heat: "0.1" } }, (run) => run.label === "main" && run.tags.heat === "0.1"],
    [
      { label: "main", completedTo: "2026-03-09T14:00:00Z", minScore: 0.5 },
      (run) =>
        run.label === "main" &&
        run.completedAt !== null &&
        run.completedAt < "2026-03-09T14:00:00.000Z" &&
        (run.averageScore ?? 0) >= 0.5,
    ],
    [{ text: "ANTHROPIC" }, (run) => run.model.provider === "anthropic"],
    [{ text: "capital" }, (run) => run.dataset.name === "Capitals"],
    [{ text: "quiz" }, () => true],
    [{ text: "nightly-1" }, (run) => run.externalId.startsWith("nightly-1")],
    [{ externalId: "nightly-1" }, (run) => run.externalId === "nightly-1"],
    [{ text: "100%_" }, (run) => run.externalId.startsWith("100%_")],
    [{ text: "%" }, () => false],
    [{ text: String.raw`\ ' or 1=1 --` }, () => false],
  ])("filters by %j", async (filter, holds) => {
    expect(idsOf(await everyPage(filter))).toEqual(idsOf(all.filter(holds)));
  });

  it("filters by what the rows link to, all at once, in any sort", async () => {
    const [some] = all;
    const filter = {
      modelId: some!.model.id,
      datasetId: some!.dataset.id,
      promptId: some!.prompt.id,
      promptVersionId: some!.prompt.versionId,
    };
    const expected = all.filter(
      (run) =>
        run.model.id === filter.modelId &&
        run.dataset.id === filter.datasetId &&
        run.prompt.versionId === filter.promptVersionId,
    );
    expect(expected.length).toBeGreaterThan(0);
    expect(new Set(idsOf(await everyPage({ ...filter, sort: "costUsd" }, 1)))).toEqual(
      new Set(idsOf(expected)),
    );
  });

  it.each([
    ["startedAt", "0.5_00000000-0000-7000-8000-000000000000"],
    ["averageScore", "2026-03-01T00:00:00.000Z_00000000-0000-7000-8000-000000000000"],
    ["latencyMs", "NaN_00000000-0000-7000-8000-000000000000"],
    ["costUsd", "x"],
  ] as const)("refuses for the sort %s the cursor %s of another", async (sort, cursor) => {
    await expect(runs.list(ListRuns.parse({ sort, cursor }))).rejects.toThrow(
      /^cursor: must be the nextCursor/,
    );
  });

  it("counts what is stored", async () => {
    expect(all).toHaveLength(await orm.em.fork().count(Run));
  });

  describe("where names were merged", () => {
    let recordedAs: Record<string, string>;
    let kept: RunRow;
    let merged: RunRow;

    beforeAll(async () => {
      const start = (externalId: string, model: string, prompt: string) =>
        runs.start(
          startOf({
            externalId,
            model: { provider: model, name: "merging" },
            dataset: { name: `${model} items` },
            prompt: { name: prompt, text: "Merge" },
          }),
        );
      const started = [
        await start("of the kept name", "acme", "asking"),
        await start("of the merged name", "unknown", "asking again"),
      ];
      recordedAs = { [started[0]!.runId]: "acme", [started[1]!.runId]: "unknown" };
      const rows = await Promise.all(started.map(({ runId }) => runs.get({ runId })));
      kept = rows[0]!;
      merged = rows[1]!;
      const em = orm.em.fork();
      await em.nativeUpdate(Model, merged.model.id, { canonical: kept.model.id });
      await em.nativeUpdate(Dataset, merged.dataset.id, { canonical: kept.dataset.id });
      await em.nativeUpdate(Prompt, merged.prompt.id, { canonical: kept.prompt.id });
      const canonical = kept.prompt.versionId;
      await em.nativeUpdate(PromptVersion, merged.prompt.versionId, { canonical });
    });

    const found = async (query: z.input<typeof ListRuns>) =>
      (await everyPage(query)).map(({ id }) => recordedAs[id] ?? id).toSorted();

    it("finds the runs of both by the id of either", async () => {
      for (const { model, dataset, prompt } of [kept, merged]) {
        const both = ["acme", "unknown"];
        expect(await found({ modelId: model.id })).toEqual(both);
        expect(await found({ datasetId: dataset.id })).toEqual(both);
        expect(await found({ promptId: prompt.id })).toEqual(both);
        expect(await found({ promptVersionId: prompt.versionId })).toEqual(both);
        expect(await found({ modelId: model.id, promptId: prompt.id, sort: "costUsd" })).toEqual(both);
      }
    });

    it("finds them by the names that are shown, and one by that which it was recorded with", async () => {
      expect(await found({ text: "acme" })).toEqual(["acme", "unknown"]);
      expect(await found({ text: "Acme Items" })).toEqual(["acme", "unknown"]);
      expect(await found({ text: "unknown" })).toEqual(["unknown"]);
      expect(await found({ text: "asking" })).toEqual(["acme", "unknown"]);
      expect(await found({ text: "asking again" })).toEqual(["unknown"]);
    });

    it("shows what they stand for, and on a run's own page what it was recorded with", async () => {
      const [shown] = await everyPage({ text: "unknown" });
      expect(shown).toMatchObject({
        model: kept.model,
        dataset: kept.dataset,
        prompt: { ...kept.prompt, version: merged.prompt.version },
      });
      expect((await runs.get({ runId: shown!.id })).recorded).toEqual({
        model: { provider: "unknown", name: "merging" },
        dataset: "unknown items",
        prompt: "asking again",
      });
    });
  });
});
