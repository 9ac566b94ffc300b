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
  it("is a run for each eval, one without a scorer too: its answers are not scored", async () => {
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
      {
        start: { dataset: { name: "Without a scorer" } },
        end: { status: "completed" },
        results: [{ output: "a", score: null, metrics: {}, latencyMs: 16 }],
      },
    ]);
    expect(runs[1]?.results[0]).not.toHaveProperty("error");
    expect(warnings).toEqual(['nothing was scored in "Without a scorer"']);
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

  it("has every scorer as a metric that is better when higher, and the score is that of the only one", async () => {
    const { runs } = await asEvalite(capitals, { model });
    expect(runs[0]?.results.map(({ metrics }) => metrics)).toEqual([
      { exact: 1, contains: 1 },
      { exact: 0, contains: 0 },
      { exact: 0, contains: 1 },
      undefined,
    ]);
    expect(runs[0]?.start.metrics).toEqual([
      { name: "exact", higherIsBetter: true },
      { name: "contains", higherIsBetter: true },
    ]);
    expect(runs[0]?.start).not.toHaveProperty("scoreMetric");
    // evalite's threshold is of a whole run, and stands in no file.
    expect(runs[0]?.results.every(({ passed = null }) => passed === null)).toBe(true);
    const alone = structuredClone(capitals);
    for (const result of alone.evals[0]?.results ?? []) result.scores = result.scores.slice(0, 1);
    expect((await asEvalite(alone, { model })).runs[0]?.start.scoreMetric).toBe("exact");
  });

  it("calls an item by its input, and has the variant as a tag", async () => {
    const { runs } = await asEvalite(variants);
    expect(runs[0]?.results[0]?.itemName).toBe("Ada");
    expect(runs.map(({ start }) => start.tags)).toEqual([
      { variant: "openai/gpt-4o-mini" },
      { variant: "anthropic/claude-haiku-4-5" },
    ]);
    const plain = await asEvalite(capitals, { model });
    expect(plain.runs[0]?.results.map(({ itemName }) => itemName)).toEqual([
      "France",
      "Spain",
      "Peru",
      "Atlantis",
    ]);
    expect(plain.runs[0]?.start).not.toHaveProperty("tags");
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

describe("an evalite export on a scale that the person says", () => {
  it("has scores of it, under the id that it has on any other", async () => {
    const scale = { from: 0, to: 5 };
    const { runs } = await asEvalite(scales, { model, scale });
    expect(runs[0]?.results.map(({ score, metrics }) => [score, metrics])).toEqual([[0.8, { stars: 4 }]]);
    expect(runs[0]?.start.metrics).toEqual([{ name: "stars", higherIsBetter: true }]);
    const lower = (await asEvalite(scales, { model, scale: { from: 0, to: 8 }, lowerIsBetter: true }))
      .runs[0];
    expect(lower?.results[0]?.score).toBe(0.5);
    expect(lower?.start.metrics).toEqual([{ name: "stars", higherIsBetter: false }]);
    expect(lower?.start.externalId).toBe(runs[0]?.start.externalId);
  });

  it("has no score where nothing scored the answers, whatever the scale", async () => {
    const [evaluation] = scales.evals;
    const results = evaluation?.results.map((result) => ({ ...result, averageScore: 0, scores: [] }));
    const content = { ...scales, evals: [{ ...evaluation, results }] };
    const { runs } = await asEvalite(content, { model, scale: { from: 1, to: 5 } });
    expect(runs[0]?.results[0]?.score).toBeNull();
  });
});

describe("an evalite export that is wrong", () => {
  it.each<[string, unknown, SurveyOptions]>([
    ['evals[0]: evalite does not say which model "Capitals" asked; name it with --model', capitals, {}],
    [
      "evals[0].results[0].averageScore: is 4; a score has to lie from 0 to 1, so say its scale, such as --scale 0..10",
      scales,
      { model },
    ],
    [
      "evals[0].results[0].averageScore: is 4, off the scale 0..3 that --scale says",
      scales,
      { model, scale: { from: 0, to: 3 } },
    ],
    [
      "evals[2]: stands there twice",
      { ...capitals, evals: [...capitals.evals, capitals.evals[0]] },
      { model },
    ],
    ["evals: holds no evals", { ...capitals, evals: [] }, { model }],
    [
      "evals: none holds a result",
      { ...capitals, evals: [{ ...capitals.evals[0], results: [] }] },
      { model },
    ],
    ["evals: expected array, received string", { ...capitals, evals: "none" }, { model }],
  ])("says %s", async (message, content, options) => {
    await expect(asEvalite(content, options)).rejects.toThrow(ImportError);
    await expect(asEvalite(content, options)).rejects.toThrow(message);
  });
});
