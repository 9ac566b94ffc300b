import { describe, expect, it } from "vitest";
import brokenCalls from "../../fixtures/promptfoo/broken-calls.json" with { type: "json" };
import capitals from "../../fixtures/promptfoo/capitals.json" with { type: "json" };
import promptFiles from "../../fixtures/promptfoo/prompt-files.json" with { type: "json" };
import providerPaths from "../../fixtures/promptfoo/provider-paths.json" with { type: "json" };
import repeats from "../../fixtures/promptfoo/repeats.json" with { type: "json" };
import week1 from "../../fixtures/promptfoo/week-1.json" with { type: "json" };
import week2 from "../../fixtures/promptfoo/week-2.json" with { type: "json" };
import { parse } from "../testing/parse.ts";

describe("a promptfoo file's runs", () => {
  it("are one for each provider and prompt", async () => {
    const runs = (await parse(capitals)).runs.map(({ start, results }) => [
      start.model.name,
      start.prompt.name,
      start.prompt.text,
      results.length,
    ]);
    expect(runs).toEqual([
      ["clerk-1", "capitals / plain", "What is the capital of {{country}}?", 4],
      ["clerk-1", "capitals / terse", "Only the name: the capital of {{country}}?", 4],
      ["clerk-small", "capitals / plain", "What is the capital of {{country}}?", 4],
      ["clerk-small", "capitals / terse", "Only the name: the capital of {{country}}?", 4],
    ]);
  });

  it("know their tool, dataset and times", async () => {
    const [run] = (await parse(capitals)).runs;
    expect(run?.start).toMatchObject({
      source: "promptfoo 0.123.1",
      dataset: { name: "capitals" },
      startedAt: "2026-11-23T14:45:13.712Z",
    });
    expect(run?.end).toEqual({ status: "completed", at: "2026-11-23T14:45:13.885Z" });
  });

  it("have ids of their own that the next import gives again", async () => {
    const ids = (await parse(capitals)).runs.map(({ start }) => start.externalId);
    expect(new Set(ids).size).toBe(4);
    expect(ids[0]).toMatch(/^promptfoo:eval-KAd-2026-11-23T14:45:13:0:[\da-f]{8}$/);
    expect((await parse(capitals, {}, "copy.json")).runs.map(({ start }) => start.externalId)).toEqual(ids);
  });

  it("have ids from the file itself where it has none", async () => {
    const ids = async (content: object) => (await parse(content)).runs.map(({ start }) => start.externalId);
    const unnamed = { ...repeats, evalId: null };
    expect(await ids(unnamed)).toEqual(await ids(structuredClone(unnamed)));
    expect(await ids(unnamed)).not.toEqual(await ids({ ...unnamed, shareableUrl: "x" }));
  });

  it("are the same in whatever order the rows were completed", async () => {
    const turned = structuredClone(repeats);
    turned.results.results.reverse();
    const [there, back] = [await parse(turned), await parse(repeats)];
    expect(there.runs.map(({ start }) => start)).toEqual(back.runs.map(({ start }) => start));
    for (const [index, { results }] of back.runs.entries()) {
      expect(new Set(there.runs[index]?.results)).toEqual(new Set(results));
    }
  });

  it("number the repeats of an item", async () => {
    const [echo] = (await parse(repeats)).runs;
    const asked = echo?.results.map(({ input, repeat }) => [input, repeat]);
    expect(asked).toEqual([
      ["Say hello", 1],
      ["Say bye", 1],
      ["Say hello", 2],
      ["Say bye", 2],
    ]);
    expect(new Set(echo?.results.map(({ itemKey }) => itemKey)).size).toBe(2);
  });

  it("pair their items with next week's, whose prompt is another text of the same name", async () => {
    const [first, second] = [(await parse(week1)).runs[0], (await parse(week2)).runs[0]];
    expect(first?.start.prompt).toEqual({
      name: "support answers",
      text: "Which is the capital of {{country}}?",
    });
    expect(second?.start.prompt).toEqual({
      name: "support answers",
      text: "Only the name: the capital of {{country}}?",
    });
    expect(second?.start.externalId).not.toBe(first?.start.externalId);
    expect(second?.results.map(({ itemKey }) => itemKey)).toEqual(
      first?.results.map(({ itemKey }) => itemKey),
    );
    expect(first?.results.map(({ score }) => score)).toEqual([0, 0, 0]);
    expect(second?.results.map(({ score }) => score)).toEqual([1, 1, 1]);
  });

  it("warn where two look alike", async () => {
    const alike = structuredClone(providerPaths);
    for (const row of alike.results.results) row.provider.label = "";
    expect((await parse(providerPaths)).warnings).toEqual([]);
    expect((await parse(alike)).warnings).toEqual([
      '2 runs of file/anonymous.mjs with the prompt "results" look alike: give their providers labels to tell them apart',
    ]);
  });
});

describe("a promptfoo file's names", () => {
  it("are the option's first", async () => {
    const [run] = (await parse(week1, { dataset: "europe", prompt: "asking" })).runs;
    expect(run?.start).toMatchObject({ dataset: { name: "europe" }, prompt: { name: "asking" } });
    expect((await parse(week1, { dataset: "europe" })).runs[0]?.start.prompt.name).toBe("europe");
  });

  it("are the file's where the suite has no description", async () => {
    const [run] = (await parse(repeats, {}, "/home/me/evals/greetings.results.json")).runs;
    expect(run?.start).toMatchObject({ dataset: { name: "greetings" }, prompt: { name: "greetings" } });
  });

  it("tell prompts of one file apart", async () => {
    expect((await parse(promptFiles)).runs.map(({ start }) => start.prompt.name)).toEqual([
      "prompts from files",
      "prompts from files #2",
      "prompts from files / whisper.txt",
      "prompts from files / chat.json",
      "prompts from files / make.mjs:sing",
      "prompts from files #6",
    ]);
  });

  it("hold no folder of the machine that ran the suite", async () => {
    for (const content of [providerPaths, brokenCalls]) {
      expect(JSON.stringify(content)).toContain("/home/me");
      expect(JSON.stringify(await parse(content))).not.toContain("/home/me");
    }
  });
});
