import { describe, expect, it } from "vitest";
import { fixture } from "../testing/fixture.ts";
import { parse, readWhole } from "../testing/parse.ts";

describe("a promptfoo file of version 2", () => {
  it("has a run for each prompt of its table, whose templates it has", async () => {
    const { format, runs } = await readWhole(fixture("promptfoo/version-2.json"));
    expect(format).toBe("promptfoo");
    expect(runs.map(({ start, results }) => [start.prompt.name, start.prompt.text, results.length])).toEqual([
      ["greetings", "Say {{word}}", 2],
      ["greetings #2", "Shout {{word}}", 2],
    ]);
    expect(runs[0]?.start.externalId).toMatch(/^promptfoo:[\da-f]{32}:0:[\da-f]{8}$/);
    expect(runs[0]?.results.map(({ input, score }) => [input, score])).toEqual([
      ["hello", 1],
      ["bye", 0],
    ]);
  });

  it("tells a broken call from a failed assertion without a failureReason", async () => {
    const [run] = (await readWhole(fixture("promptfoo/broken-calls-version-2.json"))).runs;
    const outcomes = run?.results.map(({ input, score, error }) => [input, score ?? error?.split("\n")[0]]);
    expect(outcomes).toEqual([
      ["Atlantis", "the model is offline"],
      ["Mordor", "Error: the connection broke"],
      ["Limbo", 0],
      ["France", 1],
      ["Spain", 0],
    ]);
  });

  it("is refused where a row's prompt is not in the table", async () => {
    const file = JSON.parse(await fixture("promptfoo/version-2.json").blob.text());
    file.results.results[1].prompt.label = "Whisper {{word}}";
    await expect(parse(file)).rejects.toThrow("results.results[1].prompt: is not among the prompts");
  });
});
