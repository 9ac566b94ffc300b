import { describe, expect, it } from "vitest";
import brokenData from "../../fixtures/evalite/broken-data.json" with { type: "json" };
import capitals from "../../fixtures/evalite/capitals.json" with { type: "json" };
import scales from "../../fixtures/evalite/scales.json" with { type: "json" };
import unknownScores from "../../fixtures/evalite/unknown-scores.json" with { type: "json" };
import variants from "../../fixtures/evalite/variants.json" with { type: "json" };
import { ImportError } from "../importer.ts";
import type { SurveyOptions } from "../survey-file.ts";
import { parse } from "../testing/parse.ts";

const model = "openai/gpt-4o-mini";
const asEvalite = (content: unknown, options: SurveyOptions = {}) => parse(content, options);

describe("an evalite export", () => {
  it("is a run for each eval that has scores", async () => {
    const { format, runs, warnings } = await asEvalite(capitals, { model });
    expect(format).toBe("evalite");
    expect(runs).toMatchObject([
      {
        start: {
          model: { provider: "openai", name: "gpt-4o-mini" },
          dataset: { name: "Capitals" },
          prompt: { name: "Capitals", text: "evalite Capitals" },
          source: "evalite",
        },
        end: { status: "completed" },
      },
    ]);
    expect(warnings).toEqual(['"Without a scorer" is left out: it has no scores']);
  });

  it("reads times without a zone as UTC", async () => {
    const at = (text: string) =>
      JSON.parse(JSON.stringify(capitals).replaceAll(/2026-11-23 \d\d:\d\d:\d\d/g, text));
    for (const text of ["2026-03-29 02:30:00", "2026-03-29T02:30:00.000Z"]) {
      const { runs } = await asEvalite(at(text), { model });
      expect(Date.parse(runs[0]?.start.startedAt ?? "")).toBe(Date.UTC(2026, 2, 29, 2, 30));
      expect(runs[0]?.end.at).toBe("2026-03-29T02:30:00.000Z");
    }
    await expect(asEvalite(at("yesterday"), { model })).rejects.toThrow(
      "evals[0].createdAt: expected a time such as 2026-11-23 11:13:55",
    );
  });

  it("takes the mean of the scorers, their words, the duration and the tokens of all traces", async () => {
    const { runs } = await asEvalite(capitals, { model });
    expect(runs[0]?.results).toMatchObject([
      { input: "France", score: 1, inputTokens: 17, outputTokens: 4, latencyMs: 2 },
      { input: "Spain", output: "Lisbon", expected: "Madrid", score: 0 },
      {
        input: "Peru",
        score: 0.5,
        reason: "exact: 0, Equal to what is expected\ncontains: 1, found",
      },
      { input: "Atlantis", score: null, error: "429 rate limited", inputTokens: null },
    ]);
    expect(runs[0]?.results[3]?.latencyMs).toBeUndefined();
  });

  it("tells no folder of the machine that ran it", async () => {
    expect(JSON.stringify(await asEvalite(capitals, { model }))).not.toContain("/home/me");
    const files = structuredClone(capitals);
    Object.assign(files.evals[0]?.results[0] ?? {}, {
      input: { __EvaliteFile: true, path: "/home/me/evals/.evalite/files/ab12.png" },
    });
    expect((await asEvalite(files, { model })).runs[0]?.results[0]?.input).toBe("file ab12.png");
  });

  it("takes variants for models where no model is said, and warns", async () => {
    const { runs, warnings } = await asEvalite(variants);
    expect(runs.map(({ start }) => [start.model, start.dataset.name, start.prompt])).toEqual([
      [
        { provider: "openai", name: "gpt-4o-mini" },
        "Greetings",
        { name: "Greetings", text: "evalite Greetings" },
      ],
      [
        { provider: "anthropic", name: "claude-haiku-4-5" },
        "Greetings",
        { name: "Greetings", text: "evalite Greetings" },
      ],
    ]);
    expect(warnings).toEqual([
      "the variants are taken for models (openai/gpt-4o-mini, anthropic/claude-haiku-4-5); if they are none, name it with --model",
    ]);
  });

  it("takes variants for prompts where a model is said", async () => {
    const { runs, warnings } = await asEvalite(variants, {
      model: "x/y/z",
      dataset: "week",
      prompt: "Hello",
    });
    expect(runs.map(({ start }) => [start.model, start.dataset.name, start.prompt.name])).toEqual([
      [{ provider: "x", name: "y/z" }, "week", "Hello / openai/gpt-4o-mini"],
      [{ provider: "x", name: "y/z" }, "week", "Hello / anthropic/claude-haiku-4-5"],
    ]);
    expect(warnings).toEqual([]);
  });

  it("pairs items by their input and numbers trials", async () => {
    const { runs } = await asEvalite(variants);
    const keys = runs.map(({ results }) => results.map(({ itemKey, repeat }) => [itemKey, repeat]));
    const key = keys[0]?.[0]?.[0];
    expect(key).toMatch(/^[0-9a-f]{32}$/);
    expect(keys).toEqual([
      [
        [key, 1],
        [key, 2],
      ],
      [
        [key, 1],
        [key, 2],
      ],
    ]);
    expect(runs[0]?.results[0]?.input).toBe('{\n  "name": "Ada",\n  "language": "en"\n}');
  });

  it("keeps evalite's own reading of a score of null, 0", async () => {
    const { runs } = await asEvalite(unknownScores, { model });
    expect(runs[0]?.results.map(({ score }) => score)).toEqual([0.875, 0.5]);
  });

  it("is a failed run where its data could not be read", async () => {
    const { runs } = await asEvalite(brokenData, { model });
    expect(runs[0]?.end).toMatchObject({ status: "failed", error: "evalite could not read its data" });
    expect(runs[0]?.results).toMatchObject([{ score: null, error: "The task failed and did not say why" }]);
  });

  it("gives the same external ids each time, and others for another export", async () => {
    const ids = async (content: unknown) =>
      (await asEvalite(content, { model })).runs.map(({ start }) => start.externalId);
    expect(await ids(variants)).toEqual(await ids(structuredClone(variants)));
    const later = JSON.parse(JSON.stringify(variants).replaceAll("2026-11-23", "2026-11-24"));
    expect(new Set([...(await ids(variants)), ...(await ids(later))]).size).toBe(4);
  });
});

describe("an evalite export that is wrong", () => {
  it.each<[string, unknown, SurveyOptions]>([
    ['evals[0]: evalite does not say which model "Capitals" asked; name it with --model', capitals, {}],
    ["evals[0].results[0].averageScore: is 4; a score has to lie from 0 to 1", scales, { model }],
    [
      "evals[2]: stands there twice",
      { ...capitals, evals: [...capitals.evals, capitals.evals[0]] },
      { model },
    ],
    ["evals: holds no evals", { ...capitals, evals: [] }, { model }],
    ["evals: none has a score", { ...capitals, evals: capitals.evals.slice(1) }, { model }],
    ["evals: expected array, received string", { ...capitals, evals: "none" }, { model }],
  ])("says %s", async (message, content, options) => {
    await expect(asEvalite(content, options)).rejects.toThrow(ImportError);
    await expect(asEvalite(content, options)).rejects.toThrow(message);
  });
});
