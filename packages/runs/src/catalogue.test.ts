import { Catalogue, ListCatalogue } from "@evalboard/contract";
import { Dataset, Model, type Orm, Prompt, PromptVersion } from "@evalboard/db";
import { createTestOrm, engines, idOf } from "@evalboard/db/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRunStore } from "./store.ts";
import { runOf, storeBoard, storeReferences } from "./testing/board.ts";

describe.each(engines)("the catalogue on %s", (engine) => {
  let orm: Orm;
  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await storeReferences(orm);
    await storeBoard(orm, [
      runOf({ a: 1 }, { model: 1, dataset: 0, version: 2, label: "main", tags: { heat: "0.2", host: "b" } }),
      runOf({ a: 1 }, { model: 1, dataset: 1, version: 2, label: "main", tags: { heat: "0.2" } }),
      runOf(
        { a: 1 },
        { model: 0, dataset: 1, version: 0, label: "Prüfung_1", tags: { heat: "0", host: "a" } },
      ),
      runOf(
        { a: 1 },
        { model: 0, dataset: 1, version: 0, status: "running", label: "none", tags: { x: "y" } },
      ),
      runOf({ a: 1 }, { model: 0, dataset: 1, version: 0, status: "failed", label: "none" }),
    ]);
  });
  afterAll(() => orm.close());

  const catalogue = async (query: ListCatalogue = {}) =>
    Catalogue.parse(await createRunStore({ orm }).catalogue(ListCatalogue.parse(query)));

  it("counts completed runs alone, the most used first, ties by name, the unused last", async () => {
    const { models, datasets, labels } = await catalogue();
    expect(models.map(({ id, name, runs }) => [id, name, runs])).toEqual([
      [idOf("model", 1), "model-1", 2],
      [idOf("model", 0), "model-0", 1],
      [idOf("model", 2), "model-2", 0],
    ]);
    expect(datasets.map(({ name, runs }) => [name, runs])).toEqual([
      ["dataset-1", 2],
      ["dataset-0", 1],
      ["dataset-2", 0],
    ]);
    expect(labels).toEqual([
      { label: "main", runs: 2 },
      { label: "Prüfung_1", runs: 1 },
    ]);
  });

  it("gives a prompt's versions, the newest first", async () => {
    const { prompts } = await catalogue();
    expect(prompts).toEqual([
      {
        id: idOf("prompt", 0),
        name: "prompt",
        runs: 3,
        versions: [
          { id: idOf("promptVersion", 2), number: 3, runs: 2 },
          { id: idOf("promptVersion", 1), number: 2, runs: 0 },
          { id: idOf("promptVersion", 0), number: 1, runs: 1 },
        ],
      },
    ]);
  });

  it.each([
    ["MODEL-1", { models: 1, datasets: 0, prompts: 0, labels: 0, tags: 0 }],
    ["bench", { models: 3, datasets: 0, prompts: 0, labels: 0, tags: 0 }],
    ["prÜfung_", { models: 0, datasets: 0, prompts: 0, labels: 1, tags: 0 }],
    ["%", { models: 0, datasets: 0, prompts: 0, labels: 0, tags: 0 }],
    ["_", { models: 0, datasets: 0, prompts: 0, labels: 1, tags: 0 }],
    ["\0", { models: 0, datasets: 0, prompts: 0, labels: 0, tags: 0 }],
    ["HEAT", { models: 0, datasets: 0, prompts: 0, labels: 0, tags: 2 }],
    ["heat=0.", { models: 0, datasets: 0, prompts: 0, labels: 0, tags: 1 }],
    ["0.2", { models: 0, datasets: 0, prompts: 0, labels: 0, tags: 1 }],
  ])("finds what holds %j, whatever its case", async (text, expected) => {
    const found = await catalogue({ text });
    expect(Object.fromEntries(Object.entries(found).map(([kind, rows]) => [kind, rows.length]))).toEqual(
      expected,
    );
  });

  it("gives at most as many of each as it is asked for", async () => {
    const { models, datasets, labels, tags } = await catalogue({ limit: 1 });
    expect([models.length, datasets.length, labels.length, tags.length]).toEqual([1, 1, 1, 1]);
  });

  it("gives the tags of completed runs, the most used first, ties by name and value", async () => {
    expect((await catalogue()).tags).toEqual([
      { name: "heat", value: "0.2", runs: 2 },
      { name: "heat", value: "0", runs: 1 },
      { name: "host", value: "a", runs: 1 },
      { name: "host", value: "b", runs: 1 },
    ]);
  });

  describe("where names were merged", () => {
    beforeAll(async () => {
      const em = orm.em.fork();
      await em.nativeUpdate(Model, idOf("model", 1), { canonical: idOf("model", 2) });
      await em.nativeUpdate(Dataset, idOf("dataset", 1), { canonical: idOf("dataset", 0) });
      await em.nativeUpdate(PromptVersion, idOf("promptVersion", 2), {
        canonical: idOf("promptVersion", 0),
      });
      await em.insert(Prompt, { id: idOf("prompt", 1), name: "old name", canonical: idOf("prompt", 0) });
      await em.nativeUpdate(PromptVersion, idOf("promptVersion", 1), { prompt: idOf("prompt", 1) });
    });

    it("counts the runs of all names of a subject together", async () => {
      const { models, datasets, prompts } = await catalogue();
      expect(models.map(({ name, runs }) => [name, runs])).toEqual([
        ["model-2", 2],
        ["model-0", 1],
      ]);
      expect(datasets.map(({ name, runs }) => [name, runs])).toEqual([
        ["dataset-0", 3],
        ["dataset-2", 0],
      ]);
      expect(prompts).toEqual([
        {
          id: idOf("prompt", 0),
          name: "prompt",
          runs: 3,
          versions: [
            { id: idOf("promptVersion", 1), number: 2, runs: 0 },
            { id: idOf("promptVersion", 0), number: 1, runs: 3 },
          ],
        },
      ]);
    });

    it.each([
      ["model-1", "model-2"],
      ["dataset-1", "dataset-0"],
      ["OLD name", "prompt"],
    ])("finds %s by that name too, as %s", async (text, shown) => {
      const { models, datasets, prompts } = await catalogue({ text });
      expect([...models, ...datasets, ...prompts].map(({ name }) => name)).toEqual([shown]);
    });
  });
});
