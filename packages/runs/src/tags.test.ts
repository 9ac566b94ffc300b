import { type DifferingTag, DifferingTags, RunFilter } from "@evalboard/contract";
import type { Orm } from "@evalboard/db";
import { createTestOrm, engines, idOf } from "@evalboard/db/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRunStore } from "./store.ts";
import { type BoardRun, runOf, storeBoard, storeReferences } from "./testing/board.ts";

const tagged = (tags: Record<string, string>, told: Partial<BoardRun> = {}) =>
  runOf({ a: 1 }, { tags, ...told });
const hot = { heat: "0.7", constructor: "x", host: "a" };

describe.each(engines)("tags in which runs differ on %s", (engine) => {
  let orm: Orm;
  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await storeReferences(orm);
    await storeBoard(
      orm,
      [
        tagged({ heat: "0", host: "a" }),
        tagged({ heat: "0", host: "a" }),
        tagged(hot),
        // Alike in tags, or in all but what the figures tell apart anyway.
        tagged({ heat: "1", host: "a" }, { version: 1 }),
        tagged({ heat: "2", host: "a" }, { dataset: 1 }),
        tagged({ heat: "3", host: "b" }, { model: 1 }),
        tagged({ heat: "4", host: "b" }, { model: 2 }),
        tagged({ heat: "5" }, { status: "running" }),
        ...Array.from({ length: 7 }, (_, index) => tagged({ seed: String(index) }, { dataset: 2 })),
      ],
      { model: { 2: 1 } },
    );
  });
  afterAll(() => orm.close());

  const differing = async (filter: RunFilter) =>
    DifferingTags.parse(await createRunStore({ orm }).differingTags(RunFilter.parse(filter)));
  const words = (tags: readonly DifferingTag[]) =>
    tags.map(({ name, values }) => [name, ...values.map(({ value, runs }) => `${value}: ${runs}`)]);

  it("are those of completed runs of one model, dataset and prompt version, by name", async () => {
    expect(words(await differing({ datasetId: idOf("dataset", 0) }))).toEqual([
      ["constructor", "null: 2", "x: 1"],
      ["heat", "0: 2", "0.7: 1", "3: 1", "4: 1"],
    ]);
    expect(words(await differing({ datasetId: idOf("dataset", 0), modelId: idOf("model", 0) }))).toEqual([
      ["constructor", "null: 2", "x: 1"],
      ["heat", "0: 2", "0.7: 1"],
    ]);
  });

  it("are none where the filter tells the runs apart, or nothing differs", async () => {
    expect(await differing({ tags: { heat: "0" } })).toEqual([]);
    expect(await differing({ datasetId: idOf("dataset", 1) })).toEqual([]);
    expect(await differing({ promptVersionId: idOf("promptVersion", 1) })).toEqual([]);
  });

  it("list the few values with the most runs, and say how many there are", async () => {
    const [seed] = await differing({ datasetId: idOf("dataset", 2) });
    expect(seed).toMatchObject({ name: "seed", totalValues: 7 });
    expect(seed?.values).toHaveLength(5);
  });

  it("are said of each group of a comparison", async () => {
    const { baseline, candidate } = await createRunStore({ orm }).compare({
      baseline: {
        modelId: idOf("model", 0),
        promptVersionId: idOf("promptVersion", 0),
        datasetId: idOf("dataset", 0),
      },
      candidate: { promptVersionId: idOf("promptVersion", 1) },
    });
    expect(words(baseline.differingTags).map(([name]) => name)).toEqual(["constructor", "heat"]);
    expect(candidate.differingTags).toEqual([]);
  });
});
