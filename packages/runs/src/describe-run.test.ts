import { MAX_TAGS } from "@evalboard/contract";
import type { Orm } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InvalidRun, RunNotFound } from "./errors.ts";
import { createRunStore, type RunStore } from "./store.ts";
import { resultsOf, startOf } from "./testing/runs-of-test.ts";

const now = new Date("2026-03-02T10:00:00.000Z");
const nobody = "00000000-0000-7000-8000-000000000000";

describe.each(engines)("what the team calls a run on %s", (engine) => {
  let orm: Orm;
  let runs: RunStore;
  let given = 0;

  beforeAll(async () => {
    orm = await createTestOrm(engine);
    runs = createRunStore({ orm, now: () => now });
  });
  afterAll(() => orm.close());

  const start = (told: Parameters<typeof startOf>[0] = {}) =>
    runs.start(startOf({ externalId: `run-${++given}`, ...told }));
  const completed = async (told: Parameters<typeof startOf>[0] = {}) => {
    const { runId } = await start(told);
    await runs.addResults({ runId, results: resultsOf(1, 0.5) });
    return (await runs.complete({ runId })).run;
  };
  const manyTags = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag-${index}`, "x"]));

  it("is recorded with it", async () => {
    const { runId } = await start({ label: "main", tags: { heat: "0.2", host: "a" } });
    expect(await runs.get({ runId })).toMatchObject({ label: "main", tags: { heat: "0.2", host: "a" } });
  });

  it("is set, changed and taken away after completion, and changes no figure", async () => {
    const run = await completed({ tags: { heat: "0.2" } });
    const runId = run.id;
    expect(run).toMatchObject({ label: null, tags: { heat: "0.2" } });
    expect(await runs.describe({ runId, label: "main", tags: { host: "a" } })).toEqual({
      ...run,
      label: "main",
      tags: { heat: "0.2", host: "a" },
    });
    expect(await runs.describe({ runId, tags: { heat: "0.3", host: null } })).toEqual({
      ...run,
      label: "main",
      tags: { heat: "0.3" },
    });
    expect(await runs.describe({ runId, label: null, tags: { none: null } })).toEqual({
      ...run,
      label: null,
      tags: { heat: "0.3" },
    });
    expect(await runs.get({ runId })).toEqual({ ...run, tags: { heat: "0.3" } });
  });

  it("is said of a running and of a failed run alike", async () => {
    const { runId } = await start();
    expect(await runs.describe({ runId, label: "nightly" })).toMatchObject({ label: "nightly" });
    await runs.fail({ runId, error: "stopped" });
    expect(await runs.describe({ runId, tags: { seen: "yes" } })).toMatchObject({
      status: "failed",
      label: "nightly",
      tags: { seen: "yes" },
    });
  });

  it("is taken where the run is started again, and so is a tag beside those it has", async () => {
    const { id: runId, externalId } = await completed({ tags: { heat: "0.2", host: "a" } });
    const again = (told: Parameters<typeof startOf>[0]) => runs.start(startOf({ externalId, ...told }));
    const same = { runId, status: "completed", created: false };
    expect(await again({ label: "main", tags: { host: "b", branch: "x" } })).toEqual({
      ...same,
      described: true,
    });
    expect(await runs.get({ runId })).toMatchObject({
      label: "main",
      tags: { heat: "0.2", host: "b", branch: "x" },
    });
    expect(await again({ label: "main", tags: { host: "b" } })).toEqual({ ...same, described: false });
    expect(await again({})).toEqual({ ...same, described: false });
    expect(await runs.get({ runId })).toMatchObject({ label: "main" });
  });

  it("has at most so many tags, also where they come one by one", async () => {
    const { id: runId, externalId } = await completed({ tags: manyTags(MAX_TAGS) });
    const said = "tags: must have at most 32 tags";
    await expect(runs.describe({ runId, tags: { more: "x" } })).rejects.toThrow(InvalidRun);
    await expect(runs.describe({ runId, tags: { more: "x" } })).rejects.toThrow(said);
    await expect(runs.start(startOf({ externalId, label: "main", tags: { more: "x" } }))).rejects.toThrow(
      said,
    );
    expect(await runs.get({ runId })).toMatchObject({ label: null, tags: manyTags(MAX_TAGS) });
    await runs.describe({ runId, tags: { "tag-0": null, more: "x" } });
    expect(Object.keys((await runs.get({ runId })).tags)).toHaveLength(MAX_TAGS);
  });

  it("has no tag whose name could not be told from its value", async () => {
    const { id: runId } = await completed();
    const describing = runs.describe({ runId, tags: { "a=b": "c" } });
    await expect(describing).rejects.toThrow("tags: must have names without =");
  });

  it("is not said of a run that is not there", async () => {
    await expect(runs.describe({ runId: nobody, label: "main" })).rejects.toThrow(RunNotFound);
  });

  it("keeps what each of those say who say it at the same moment", async () => {
    const { id: runId } = await completed();
    const names = Array.from({ length: 20 }, (_, index) => `tag-${index}`);
    await Promise.all(names.map((name) => runs.describe({ runId, tags: { [name]: "x" } })));
    expect(Object.keys((await runs.get({ runId })).tags).toSorted()).toEqual(names.toSorted());
  });
});
