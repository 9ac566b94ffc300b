import { type Orm, Prompt, PromptVersion, Run } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRunStore, type RunStore } from "./store.ts";
import { resultsOf, startOf } from "./testing/runs-of-test.ts";

const now = new Date("2026-12-01T00:00:00.000Z");
const day = (number: number) => new Date(Date.UTC(2026, 9, 31) + number * 86_400_000).toISOString();

describe.each(engines)("the versions of a prompt on %s", (engine) => {
  let orm: Orm;
  let runs: RunStore;
  let given = 0;

  beforeAll(async () => {
    orm = await createTestOrm(engine);
    runs = createRunStore({ orm, now: () => now });
  });
  afterAll(() => orm.close());

  const newPrompt = () => `prompt-${++given}`;
  /** Starts a run of the text on that day of November; now where none is said. */
  const record = async (prompt: string, text: string, on?: number) => {
    const externalId = `run-${++given}`;
    const start = { externalId, prompt: { name: prompt, text } };
    const { runId } = await runs.start(startOf(on === undefined ? start : { ...start, startedAt: day(on) }));
    return { runId, externalId };
  };
  const numberOf = async ({ runId }: { runId: string }) => (await runs.get({ runId })).prompt.version;
  const stored = (prompt: string) =>
    orm.em.fork().find(PromptVersion, { prompt: { name: prompt } }, { orderBy: { number: "asc" } });
  /** Their texts, the oldest first. */
  const textsOf = async (prompt: string) => {
    const versions = await stored(prompt);
    expect(versions.map(({ number }) => number)).toEqual(versions.map((_, index) => index + 1));
    return versions.map(({ text }) => text);
  };

  it("are numbered as they come, where they come in the order of time", async () => {
    const prompt = newPrompt();
    expect(await numberOf(await record(prompt, "Hello"))).toBe(1);
    expect(await numberOf(await record(prompt, "Good day"))).toBe(2);
    expect(await numberOf(await record(prompt, "Hello"))).toBe(1);
    expect(await textsOf(prompt)).toEqual(["Hello", "Good day"]);
  });

  it("of old results that are recorded after new ones are the older ones", async () => {
    const prompt = newPrompt();
    const newest = [];
    for (const on of [20, 21, 22]) newest.push(await record(prompt, "Second wording {{q}}", on));
    expect(await numberOf(newest[0]!)).toBe(1);
    const oldest = [];
    for (const on of [1, 2, 3]) oldest.push(await record(prompt, "First wording {{q}}", on));
    expect(await Promise.all(oldest.map(numberOf))).toEqual([1, 1, 1]);
    expect(await Promise.all(newest.map(numberOf))).toEqual([2, 2, 2]);
    expect(await textsOf(prompt)).toEqual(["First wording {{q}}", "Second wording {{q}}"]);
  });

  it("move where an older run of a known text is recorded, between others too", async () => {
    const prompt = newPrompt();
    for (const [text, on] of [
      ["a", 10],
      ["b", 12],
      ["c", 14],
    ] as const) {
      await record(prompt, text, on);
    }
    await record(prompt, "c", 11);
    expect(await textsOf(prompt)).toEqual(["a", "c", "b"]);
    await record(prompt, "d", 11.5);
    expect(await textsOf(prompt)).toEqual(["a", "c", "d", "b"]);
    await record(prompt, "b", 1);
    expect(await textsOf(prompt)).toEqual(["b", "a", "c", "d"]);
  });

  it("stay where a later run of them is recorded, or one of them is started again", async () => {
    const prompt = newPrompt();
    const { externalId } = await record(prompt, "a", 10);
    await record(prompt, "b", 12);
    await record(prompt, "a", 20);
    await runs.start(startOf({ externalId, prompt: { name: prompt, text: "a" } }));
    expect(await textsOf(prompt)).toEqual(["a", "b"]);
  });

  it("are not moved by a run that is refused", async () => {
    const prompt = newPrompt();
    await record(prompt, "a", 10);
    const { externalId } = await record(prompt, "b", 12);
    const again = { externalId, prompt: { name: prompt, text: "b" } };
    await expect(runs.start(startOf({ ...again, startedAt: day(1) }))).rejects.toThrow(/another startedAt/);
    await expect(
      runs.start(startOf({ ...again, prompt: { name: prompt, text: "new" }, startedAt: day(1) })),
    ).rejects.toThrow(/another prompt/);
    expect(await textsOf(prompt)).toEqual(["a", "b"]);
  });

  it("follow the run that is then the first, where the first one is deleted", async () => {
    const prompt = newPrompt();
    const mistaken = await record(prompt, "b", 1);
    await record(prompt, "a", 10);
    const second = await record(prompt, "b", 12);
    await record(prompt, "c", 14);
    expect(await textsOf(prompt)).toEqual(["b", "a", "c"]);
    await runs.delete(mistaken);
    expect(await textsOf(prompt)).toEqual(["a", "b", "c"]);
    expect(await numberOf(second)).toBe(2);
  });

  it("keep their place without any run, and take that of the next one", async () => {
    const prompt = newPrompt();
    const mistaken = await record(prompt, "b", 1);
    await record(prompt, "a", 10);
    await runs.delete(mistaken);
    expect(await textsOf(prompt)).toEqual(["b", "a"]);
    expect(await numberOf(await record(prompt, "b", 12))).toBe(2);
    expect(await textsOf(prompt)).toEqual(["a", "b"]);
  });

  it("of two names of one prompt are numbered together, those of one text as one", async () => {
    const [kept, merged] = [newPrompt(), newPrompt()];
    await record(kept, "a", 10);
    await record(merged, "only there", 5);
    const em = orm.em.fork();
    const { id } = await em.findOneOrFail(Prompt, { name: kept });
    await em.nativeUpdate(Prompt, { name: merged }, { canonical: id });

    const same = await record(merged, "a", 20);
    const [shown] = await stored(kept);
    expect((await runs.get(same)).prompt).toEqual({ id, name: kept, versionId: shown!.id, version: 2 });
    await record(kept, "b", 7);
    const numbers = async (prompt: string) =>
      (await stored(prompt)).map(({ text, number }) => [text, number]);
    expect(await numbers(kept)).toEqual([
      ["b", 2],
      ["a", 3],
    ]);
    expect(await numbers(merged)).toEqual([
      ["only there", 1],
      ["a", 3],
    ]);
    // The text's first run may be of either name.
    await record(merged, "a", 1);
    expect(await numbers(kept)).toEqual([
      ["a", 1],
      ["b", 3],
    ]);
  });

  it("have no twin and no gap where many arrive at once, in any order of time", async () => {
    const prompt = newPrompt();
    const order = [7, 3, 9, 1, 5, 2, 8, 4, 6, 10];
    const atOnce = await Promise.all(
      order.flatMap((on) => [record(prompt, `text ${on}`, on), record(prompt, `text ${on}`, on + 11)]),
    );
    expect(new Set(atOnce.map(({ runId }) => runId)).size).toBe(20);
    expect(await textsOf(prompt)).toEqual(order.toSorted((a, b) => a - b).map((on) => `text ${on}`));
  });

  it("wait for one another and never in a ring: starts, deletions, descriptions and completions at once", async () => {
    const prompt = newPrompt();
    const recorded = [];
    for (let on = 10; on < 20; on++) recorded.push(await record(prompt, `text ${on % 3}`, on));
    for (const { runId } of recorded) await runs.addResults({ runId, results: resultsOf(1) });
    const textOf = (index: number) => `text ${(index + 10) % 3}`;
    await Promise.all([
      ...recorded.slice(0, 5).map((run) => runs.delete(run)),
      ...recorded
        .slice(5)
        .flatMap(({ runId, externalId }, index) => [
          runs.complete({ runId }),
          runs.describe({ runId, label: "main" }),
          runs.start(startOf({ externalId, prompt: { name: prompt, text: textOf(index + 5) }, label: "pr" })),
        ]),
      ...[1, 2, 3, 4, 5].flatMap((on) => [
        record(prompt, `text ${on % 3}`, on),
        record(prompt, `new ${on}`, on + 5.5),
      ]),
    ]);
    expect(await textsOf(prompt)).toEqual(await textsInOrder(prompt));
  });

  it("are numbered by when their runs started alone, whatever the order of recording and deletion", async () => {
    const story = fc.array(
      fc.record({ text: fc.nat(3), on: fc.integer({ min: 1, max: 5 }), isDeleted: fc.boolean() }),
      { minLength: 1, maxLength: 8, size: "max" },
    );
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        const prompt = newPrompt();
        const recorded = [];
        for (const { text, on } of told) recorded.push(await record(prompt, `text ${text}`, on));
        for (const [index, { text, isDeleted }] of told.entries()) {
          // The last run of a text stays: without one it keeps a place that its runs do not tell.
          const isLast = !told.slice(index + 1).some((other) => other.text === text);
          if (isDeleted && !isLast) await runs.delete(recorded[index]!);
        }
        expect(await textsOf(prompt)).toEqual(await textsInOrder(prompt));
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  /** Texts by the start of the first of their runs, ties by the version's id. */
  const textsInOrder = async (prompt: string) => {
    const all = await orm.em
      .fork()
      .find(Run, { promptVersion: { prompt: { name: prompt } } }, { populate: ["promptVersion"] });
    const first = [...Map.groupBy(all, ({ promptVersion }) => promptVersion.$.id).values()].map((ofText) => ({
      text: ofText[0]!.promptVersion.$.text,
      id: ofText[0]!.promptVersion.id,
      at: Math.min(...ofText.map(({ startedAt }) => startedAt.getTime())),
    }));
    return first.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)).map(({ text }) => text);
  };
});
