import { AddResults, RenameSubject, StartRun } from "@evalboard/contract";
import { Dataset, Model, type Orm, Prompt } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { prepareFacts, rebuildFacts } from "@evalboard/facts";
import { createNameStore, createRunStore } from "@evalboard/runs";
import { createKeptFigures, createStatsReader, readItemsAhead } from "@evalboard/stats";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectClose } from "./expect-close.ts";

const timeZone = "UTC";
const now = new Date();

describe.each(engines)("figures that one server keeps, on %s,", (engine) => {
  let orm: Orm;
  const kept = createKeptFigures();
  const keptByAnother = createKeptFigures();
  // It shares nothing with who reads: to them it is another process.
  const store = () => createRunStore({ orm, now: () => now, timeZone });
  const names = () => createNameStore({ orm });
  const ids = new Map<string, string>();

  /** What a server says that keeps these figures, of the board, of one prompt's and of a page that lists versions; without its clock. */
  const boardOf = async (figures = createKeptFigures()) => {
    const stats = createStatsReader({ orm, timeZone, kept: figures });
    const prompt = await orm.em.fork().findOneOrFail(Prompt, { name: "prompt" });
    const reports = [
      await stats.get("30d"),
      await stats.get({ period: "30d", where: { promptId: prompt.id } }),
      await stats.prompt({ promptId: prompt.id, period: "all" }),
    ];
    await stats.close();
    return reports.map(({ generatedAt: _at, freshForMs: _fresh, ...report }) => report);
  };

  interface Recorded {
    readonly name: string;
    readonly model: number;
    readonly dataset: number;
    readonly text: number;
    readonly scores: readonly (number | null)[];
    readonly replace?: boolean;
    readonly prompt?: string;
  }
  const record = async ({
    name,
    model,
    dataset,
    text,
    scores,
    replace = false,
    prompt = "prompt",
  }: Recorded) => {
    const startedAt = new Date(now.getTime() - 86_400_000).toISOString();
    const { runId } = await store().start(
      StartRun.parse({
        externalId: name,
        model: { provider: "provider", name: `model ${model}` },
        dataset: { name: `dataset ${dataset}` },
        prompt: { name: prompt, text: `text ${text}` },
        replace,
        startedAt,
      }),
    );
    const results = scores.map((score, index) => ({ itemKey: `item ${index}`, score }));
    await store().addResults(AddResults.parse({ runId, results }));
    await store().complete({ runId, completedAt: startedAt });
    ids.set(name, runId);
  };
  /** Past the server, which therefore does not know. */
  const past = (sql: string) => orm.em.fork().execute(sql);
  const remove = (name: string) => store().delete({ runId: ids.get(name)!, externalId: name });
  const scores = (seed: number) => Array.from({ length: 12 }, (_, item) => ((item * 7 + seed * 5) % 4) / 3);

  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await prepareFacts({ orm, timeZone, now });
    for (const model of [0, 1, 2]) {
      for (const dataset of [0, 1]) {
        for (const text of [0, 1]) {
          const of = { model, dataset, text };
          await record({
            ...of,
            name: `${model} ${dataset} ${text}`,
            scores: scores(model + dataset + text),
          });
        }
      }
    }
    // A prompt that is merged into the other later: the narrowed board then has its runs as well.
    for (const [run, score] of [0.1, 0.9].entries()) {
      const of = { model: 0, dataset: 1, text: 7, prompt: "another prompt" };
      await record({ ...of, name: `another ${run}`, scores: Array(12).fill(score) });
    }
    await record({ name: "unscored", model: 0, dataset: 0, text: 1, scores: [0.5, null, null, 1] });
    await boardOf(kept);
    await boardOf(keptByAnother);
  });
  afterAll(() => orm.close());

  const changes: readonly (readonly [string, () => Promise<unknown>])[] = [
    ["a completion", () => record({ name: "new", model: 1, dataset: 0, text: 1, scores: [0, 0, 0, 1] })],
    [
      "late scores",
      () =>
        store().addResults(
          AddResults.parse({
            runId: ids.get("unscored"),
            results: [1, 2].map((item) => ({ itemKey: `item ${item}`, score: 1 })),
          }),
        ),
    ],
    [
      "a run in the place of another",
      () => record({ name: "2 1 0", model: 2, dataset: 1, text: 0, scores: [1, 1, 0, 0], replace: true }),
    ],
    ["a deletion", () => remove("0 0 0")],
    ["a deletion of the last run of a stratum", () => remove("2 0 1")],
    [
      "a merge of prompts",
      async () => {
        const { id } = await orm.em.fork().findOneOrFail(Prompt, { name: "another prompt" });
        await names().rename(RenameSubject.parse({ kind: "prompt", id, name: "prompt" }));
      },
    ],
    [
      "a merge of models",
      async () => {
        const { id } = await orm.em.fork().findOneOrFail(Model, { name: "model 1" });
        const merge = { kind: "model", id, name: "model 2", provider: "provider" };
        ids.set("merge", (await names().rename(RenameSubject.parse(merge))).id);
      },
    ],
    ["the undoing of it", () => names().undo({ renamingId: ids.get("merge")! })],
    [
      "a merge of datasets",
      async () => {
        const { id } = await orm.em.fork().findOneOrFail(Dataset, { name: "dataset 0" });
        const merge = { kind: "dataset", id, name: "dataset 1" };
        await names().rename(RenameSubject.parse(merge));
      },
    ],
  ];

  test.each(changes)("are not served after %s", async (_what, change) => {
    const before = await boardOf(kept);
    await change();
    const fresh = await boardOf();
    expect(fresh).not.toEqual(before);
    for (const figures of [kept, keptByAnother]) expectClose(await boardOf(figures), fresh);
  });

  test("are those of the board's period once they were read ahead, and nothing is read of its items then", async () => {
    const figures = createKeptFigures();
    await readItemsAhead({ orm, timeZone, kept: figures }, "7d");
    const board = async (of: typeof figures) => {
      const stats = createStatsReader({ orm, timeZone, kept: of });
      const { generatedAt: _at, freshForMs: _fresh, ...report } = await stats.get("7d");
      await stats.close();
      return report;
    };
    const before = await board(createKeptFigures());
    await past("update item_facts set passes = n - passes, score_sum = n - score_sum");
    expect(await board(createKeptFigures())).not.toEqual(before);
    expectClose(await board(figures), before);
    await past("update item_facts set passes = n - passes, score_sum = n - score_sum");
    expectClose(await board(createKeptFigures()), before);
  });

  test("are read once while nothing changes, and again after a rebuild", async () => {
    const before = await boardOf(kept);
    await past("update item_facts set passes = 0, score_sum = 0, score_squares = 0");
    expect(await boardOf(kept)).toEqual(before);
    const keptOfWrong = createKeptFigures();
    const wrong = await boardOf(keptOfWrong);
    expect(wrong).not.toEqual(before);

    await rebuildFacts({ orm, timeZone, now });
    for (const figures of [kept, keptOfWrong]) expectClose(await boardOf(figures), before);
  });
});
