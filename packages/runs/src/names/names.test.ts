import type { RenameSubject } from "@evalboard/contract";
import { type Orm, Prompt, PromptVersion } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { InvalidRun, NotFound, RunConflict } from "../errors.ts";
import { createRunStore, type RunStore } from "../store.ts";
import { resultsOf, startOf } from "../testing/runs-of-test.ts";
import { createNameStore, type NameStore } from "./store.ts";

const now = new Date("2026-03-02T10:00:00.000Z");
const nobody = "00000000-0000-7000-8000-000000000000";

describe.each(engines)("names on %s", (engine) => {
  let orm: Orm;
  let runs: RunStore;
  let names: NameStore;
  let given = 0;

  beforeAll(async () => {
    orm = await createTestOrm(engine);
    runs = createRunStore({ orm, now: () => now });
    names = createNameStore({ orm, now: () => now });
  });
  beforeEach(async () => {
    await orm.em
      .getConnection()
      .execute(
        "truncate models, datasets, prompts, prompt_versions, runs, run_results, run_revisions, run_revision_results, renamings",
      );
  });
  afterAll(() => orm.close());

  /** Records a completed run and gives it as it is shown. */
  const record = async (told: Parameters<typeof startOf>[0] = {}) => {
    const { runId } = await runs.start(startOf({ externalId: `run-${++given}`, ...told }));
    await runs.addResults({ runId, results: resultsOf(1) });
    return (await runs.complete({ runId })).run;
  };
  const shown = async ({ id }: { id: string }) => runs.get({ runId: id });
  const prompted = (name: string, text: string, day = 1) =>
    record({ prompt: { name, text }, startedAt: `2026-01-${`${day}`.padStart(2, "0")}T00:00:00Z` });
  const previewed = (renaming: RenameSubject) => names.preview(renaming);
  const rename = (renaming: RenameSubject) => names.rename(renaming);

  it("gives a model another name: runs of before and after it stand under that, as they were recorded", async () => {
    const before = await record({ model: { provider: "openai", name: "gpt-4o-2024-08-06" } });
    const preview = await names.preview({ kind: "model", id: before.model.id, name: "gpt-4o" });
    expect(preview).toEqual({
      kind: "model",
      from: before.model,
      to: { id: null, provider: "openai", name: "gpt-4o" },
      movedRuns: 1,
      presentRuns: 0,
      movedVersions: 0,
      sharedVersions: 0,
    });
    const made = await rename({ kind: "model", id: before.model.id, name: "gpt-4o" });
    expect(made).toMatchObject({ kind: "model", merged: false, undoable: true, at: now.toISOString() });
    const after = await record({ model: { provider: "openai", name: "gpt-4o-2024-08-06" } });
    for (const run of [await shown(before), after]) {
      expect(run.model).toEqual(made.to);
      expect(run.model.name).toBe("gpt-4o");
      expect(run.recorded.model).toEqual({ provider: "openai", name: "gpt-4o-2024-08-06" });
    }
  });

  it("merges a model into one that is there, under another provider", async () => {
    const under = await record({ model: { provider: "openrouter", name: "openai/gpt-4o" } });
    const present = await record();
    await record({ externalId: "running" });
    const renaming = { kind: "model", id: under.model.id, provider: "openai", name: "gpt-4o" } as const;
    expect(await names.preview(renaming)).toMatchObject({
      to: present.model,
      movedRuns: 1,
      presentRuns: 2,
    });
    expect(await rename(renaming)).toMatchObject({ from: under.model, to: present.model, merged: true });
    expect((await shown(under)).model).toEqual(present.model);
  });

  it("moves all that a name stands for, whichever of its names is renamed", async () => {
    const [a, b] = [await record({ dataset: { name: "a" } }), await record({ dataset: { name: "b" } })];
    await rename({ kind: "dataset", id: a.dataset.id, name: "b" });
    // By the id that is an alias by now.
    const made = await rename({ kind: "dataset", id: a.dataset.id, name: "c" });
    expect(made.from).toMatchObject({ name: "b" });
    expect((await shown(a)).dataset).toEqual((await shown(b)).dataset);
    expect((await shown(a)).dataset.name).toBe("c");
  });

  it("renames to a name that stands for another: to that one", async () => {
    const [a, b, c] = await Promise.all(["a", "b", "c"].map((name) => record({ dataset: { name } })));
    await rename({ kind: "dataset", id: a!.dataset.id, name: "b" });
    const renaming = { kind: "dataset", id: c!.dataset.id, name: "a" } as const;
    expect((await names.preview(renaming)).to).toMatchObject(b!.dataset);
    expect((await rename(renaming)).to).toMatchObject(b!.dataset);
  });

  it("gives a subject one of its earlier names again", async () => {
    const a = await record({ dataset: { name: "a" } });
    await rename({ kind: "dataset", id: a.dataset.id, name: "b" });
    const back = { kind: "dataset", id: a.dataset.id, name: "a" } as const;
    expect(await names.preview(back)).toMatchObject({
      from: { name: "b" },
      to: { name: "a" },
      movedRuns: 1,
      presentRuns: 0,
    });
    expect(await rename(back)).toMatchObject({ to: { id: a.dataset.id }, merged: false });
    expect((await shown(a)).dataset).toEqual(a.dataset);
    expect((await record({ dataset: { name: "b" } })).dataset).toEqual(a.dataset);
  });

  it("makes versions of one text one, and numbers those of both prompts by when they were first run", async () => {
    const a1 = await prompted("a", "one", 1);
    const b1 = await prompted("b", "two", 2);
    const a2 = await prompted("a", "three", 3);
    const b2 = await prompted("b", "one", 4);
    const renaming = { kind: "prompt", id: a1.prompt.id, name: "b" } as const;
    expect(await names.preview(renaming)).toMatchObject({
      movedRuns: 2,
      presentRuns: 2,
      movedVersions: 2,
      sharedVersions: 1,
    });
    await rename(renaming);
    const versions = async () => (await Promise.all([a1, b1, a2, b2].map(shown))).map(({ prompt }) => prompt);
    const one = { id: b1.prompt.id, name: "b", versionId: a1.prompt.versionId, version: 1 };
    expect(await versions()).toEqual([
      one,
      { ...b1.prompt, version: 2 },
      { ...a2.prompt, id: b1.prompt.id, name: "b", version: 3 },
      one,
    ]);
    // What is recorded from now on, under either name, follows.
    expect((await prompted("b", "three", 5)).prompt).toEqual((await shown(a2)).prompt);
    expect((await prompted("a", "two", 5)).prompt).toEqual((await shown(b1)).prompt);
    expect((await prompted("a", "zero", 1)).prompt).toMatchObject({ name: "b", version: 2 });
  });

  it("undoes a merging of prompts: names, versions and numbers are what they were", async () => {
    const before = [
      await prompted("a", "one", 2),
      await prompted("b", "two", 1),
      await prompted("a", "three", 3),
      await prompted("b", "one", 4),
    ];
    const { id } = await rename({ kind: "prompt", id: before[0]!.prompt.id, name: "b" });
    const meanwhile = await prompted("b", "three", 5);
    expect(meanwhile.prompt.versionId).toBe(before[2]!.prompt.versionId);
    expect(await names.undo({ renamingId: id })).toMatchObject({ id, undoable: false });
    // Both as `b` was numbered by then: "three" is its own third text.
    expect((await Promise.all(before.map(shown))).map(({ prompt }) => prompt)).toEqual([
      before[0]!.prompt,
      before[1]!.prompt,
      before[2]!.prompt,
      before[3]!.prompt,
    ]);
    const own = (await shown(meanwhile)).prompt;
    expect(own).toMatchObject({ name: "b", version: 3 });
    expect(own.versionId).not.toBe(before[2]!.prompt.versionId);
  });

  it("undoes what nothing newer rests on, and says what must go first", async () => {
    const a = await record({ dataset: { name: "a" } });
    const d = await record({ dataset: { name: "d" } });
    const first = await rename({ kind: "dataset", id: a.dataset.id, name: "b" });
    const other = await rename({ kind: "dataset", id: d.dataset.id, name: "e" });
    const second = await rename({ kind: "dataset", id: a.dataset.id, name: "c" });
    expect((await names.renamings()).map(({ id, undoable }) => [id, undoable])).toEqual([
      [second.id, true],
      [other.id, true],
      [first.id, false],
    ]);
    await expect(names.undo({ renamingId: first.id })).rejects.toThrow(
      new RunConflict(
        `renamingId: its dataset was renamed again since, from "b" to "c"; undo renaming ${second.id} first`,
      ),
    );
    await names.undo({ renamingId: second.id });
    expect((await shown(a)).dataset.name).toBe("b");
    await names.undo({ renamingId: first.id });
    expect((await shown(a)).dataset).toEqual(a.dataset);
    expect((await names.renamings()).map(({ id }) => id)).toEqual([other.id]);
    await expect(names.undo({ renamingId: first.id })).rejects.toThrow(/^renamingId: was undone on 2026-/);
  });

  it("lets a name rest that only a renaming made: it is offered to nobody, and is new once more", async () => {
    const a = await record({ dataset: { name: "a-b" } });
    const { id } = await rename({ kind: "dataset", id: a.dataset.id, name: "A_B" });
    await names.undo({ renamingId: id });
    expect(await names.likelySame()).toEqual([]);
    const again = { kind: "dataset", id: a.dataset.id, name: "A_B" } as const;
    expect((await names.preview(again)).to).toEqual({ id: null, provider: null, name: "A_B" });
    expect(await rename(again)).toMatchObject({ merged: false });
  });

  it("refuses what is called so already, and what is not there", async () => {
    const run = await record();
    const own = { kind: "model", id: run.model.id, name: "gpt-4o" } as const;
    for (const ask of [previewed, rename]) {
      await expect(ask(own)).rejects.toThrow(
        new InvalidRun("name: the model is called so already; give another name"),
      );
    }
    const absent = { kind: "prompt", id: nobody, name: "x" } as const;
    for (const ask of [previewed, rename]) {
      await expect(ask(absent)).rejects.toThrow(
        new NotFound(`id: no prompt ${nobody} here; runs.catalogue gives those there are`),
      );
    }
    await expect(names.undo({ renamingId: nobody })).rejects.toThrow(/^renamingId: no renaming 0000/);
    // Nothing is left of what was refused.
    expect(await orm.em.fork().count(Prompt, { name: "x" })).toBe(0);
  });

  it("offers names that are likely the same, each with its runs, those with the most first", async () => {
    for (const name of ["Sums", "sums", "sums"]) await record({ dataset: { name } });
    for (const provider of ["hf", "vllm"]) await record({ model: { provider, name: "x" } });
    const found = await names.likelySame();
    expect(found).toEqual([
      {
        kind: "dataset",
        from: { id: expect.any(String), provider: null, name: "Sums", runs: 1 },
        to: { id: expect.any(String), provider: null, name: "sums", runs: 2 },
        differsIn: "case or separators",
      },
      {
        kind: "model",
        from: { id: expect.any(String), provider: "vllm", name: "x", runs: 1 },
        to: { id: expect.any(String), provider: "hf", name: "x", runs: 1 },
        differsIn: "the provider",
      },
    ]);
    await rename({ kind: "dataset", id: found[0]!.from.id, name: "sums" });
    expect((await names.likelySame()).map(({ kind }) => kind)).toEqual(["model"]);
  });

  it("keeps what is said of a metric, before and after runs have it", async () => {
    const run = await record({ metrics: [{ name: "toxicity", higherIsBetter: true }] });
    expect(await names.describeMetric({ name: "toxicity", higherIsBetter: false })).toEqual({
      name: "toxicity",
      higherIsBetter: false,
    });
    await record({ metrics: [{ name: "toxicity", higherIsBetter: true }] });
    const stored = () => orm.em.getConnection().execute("select name, higher_is_better from metrics");
    expect(await stored()).toEqual([{ name: "toxicity", higher_is_better: false }]);
    await names.describeMetric({ name: "toxicity", higherIsBetter: null });
    expect(await stored()).toEqual([{ name: "toxicity", higher_is_better: null }]);
    expect((await shown(run)).higherIsBetter).toEqual({});
  });

  it("loses nothing where names change and runs start at once, in any order", async () => {
    const [a, b, c] = [await prompted("a", "one"), await prompted("b", "one", 2), await prompted("c", "two")];
    const swap = async (id: string, name: string) => {
      const made = await rename({ kind: "prompt", id, name }).catch((error: unknown) => {
        if (!(error instanceof InvalidRun)) throw error;
      });
      if (!made) return;
      await names.undo({ renamingId: made.id }).catch((error: unknown) => {
        if (!(error instanceof RunConflict)) throw error;
      });
    };
    const ended = await Promise.all([
      ...Array.from({ length: 8 }, (_, index) =>
        swap([a, b, c][index % 3]!.prompt.id, ["b", "c", "fresh", "a"][index % 4]!),
      ),
      ...Array.from({ length: 24 }, (_, index) =>
        runs.start(
          startOf({
            externalId: `at once ${index}`,
            prompt: { name: ["a", "b", "c", "fresh"][index % 4]!, text: `text ${index % 7}` },
            startedAt: `2026-01-${10 + ((index * 7) % 20)}T00:00:00Z`,
          }),
        ),
      ),
    ]);
    expect(ended.filter((started) => started?.created)).toHaveLength(24);
    const em = orm.em.fork();
    const prompts = await em.find(Prompt, {});
    const canonicalOf = new Map(prompts.map(({ id, canonical }) => [id, canonical.id]));
    for (const canonical of canonicalOf.values()) expect(canonicalOf.get(canonical)).toBe(canonical);
    // As they would be numbered one after the other.
    const versions = await em.find(PromptVersion, {});
    const groups = Map.groupBy(versions, ({ prompt }) => canonicalOf.get(prompt.id)!);
    for (const group of groups.values()) {
      const texts = [...Map.groupBy(group, ({ textHash }) => textHash).values()].map((twins) => ({
        id: twins.map(({ id }) => id).toSorted()[0]!,
        first: Math.min(...twins.map(({ firstRunAt }) => firstRunAt.getTime())),
        twins,
      }));
      const ordered = texts.toSorted((x, y) => x.first - y.first || (x.id < y.id ? -1 : 1));
      for (const [index, { id, twins }] of ordered.entries()) {
        for (const twin of twins) expect([twin.canonical.id, twin.number]).toEqual([id, index + 1]);
      }
    }
  });
});
