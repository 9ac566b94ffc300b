// oxlint-disable-next-line no-restricted-imports -- tests read from the disk, importers do not
import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import expectedFile from "../../fixtures/own/expected.json" with { type: "json" };
import { surveyFile } from "../survey-file.ts";
import { fixture } from "../testing/fixture.ts";
import { gather } from "../testing/gather.ts";
import { textFile } from "../testing/parse.ts";
import { type ColumnMap, parseMapping } from "./map.ts";
import { guessMap, NeedsMap } from "./needs-map.ts";

// Files of teams' own harnesses, and what their owners would say is right of each: see the README beside them. Who wrote
// them had not seen how columns are guessed.

const Words = z.record(z.string(), z.number().nullable());
const Expected = z.strictObject({
  corrections: z.int().max(3),
  say: z.strictObject({
    model: z.string().optional(),
    columns: z.record(z.string(), z.string()).optional(),
    /** The worst and the best. */
    scale: z.tuple([z.number(), z.number()]).optional(),
    words: Words.optional(),
  }),
  runs: z.int(),
  results: z.int(),
  errored: z.int(),
  unscored: z.int(),
  models: z.array(z.string()),
  datasets: z.array(z.string()).optional(),
  first: z.looseObject({
    item: z.string().nullish(),
    has: z.record(z.string(), z.array(z.string())).optional(),
    metrics: z.record(z.string(), z.union([z.number(), z.string()])).optional(),
  }),
});
const expected = z.record(z.string(), Expected).parse(expectedFile);

/** What else has to be said of a guess: of these files one thing each. */
const corrected: Readonly<Record<string, ColumnMap["columns"]>> = {
  "slogans.sheet-values.json": { expected: null },
  "code-tasks.sampled-runs.csv": { output: "generated_code" },
};

function saidMap(guessed: ColumnMap, { say }: z.infer<typeof Expected>): ColumnMap {
  const { lowerIsBetter: _, ...map } = guessed;
  const [worst, best] = say.scale ?? [];
  const scale =
    worst === undefined || best === undefined
      ? undefined
      : { from: Math.min(worst, best), to: Math.max(worst, best) };
  return {
    ...(scale ? map : guessed),
    ...(scale && worst! > best! ? { lowerIsBetter: true } : {}),
    ...(scale ? { scale } : {}),
    ...(say.words ? { words: say.words } : {}),
    ...(say.model === undefined ? {} : { model: say.model }),
  };
}

describe("a team's own file", () => {
  it("is one of twenty or more", () => {
    const files = readdirSync(new URL("../../fixtures/own", import.meta.url));
    expect(
      files.filter((file) => /\.(?:csv|tsv|jsonl?)$/.test(file) && file !== "expected.json").toSorted(),
    ).toEqual(Object.keys(expected).toSorted());
    expect(Object.keys(expected).length).toBeGreaterThanOrEqual(20);
  });

  it.each(Object.entries(expected))("goes in with at most three corrections: %s", async (name, want) => {
    const { first, say } = want;
    const said = { ...say.columns, ...corrected[name] };
    const corrections = Object.keys(said).length + Object.keys(say).filter((key) => key !== "columns").length;
    expect(corrections).toBeLessThanOrEqual(want.corrections);

    const { name: path, ...bytes } = fixture(`own/${name}`);
    const file = { ...bytes, name: path.replace("own/", "") };
    await expect(surveyFile(file)).rejects.toThrow(NeedsMap);
    const guess = await guessMap(file, {}, { columns: said });
    const surveyed = await surveyFile(file, { map: saidMap(guess!.map, want) });
    const { runs } = surveyed;
    const results = (await gather(surveyed.results())).flatMap((batch) => batch.results);

    const names = (of: readonly string[]) => [...new Set(of)].toSorted();
    expect(names(runs.map(({ start: { model } }) => `${model.provider}/${model.name}`))).toEqual(
      names(want.models),
    );
    if (want.datasets)
      expect(names(runs.map(({ start }) => start.dataset.name))).toEqual(names(want.datasets));
    expect({
      runs: runs.length,
      results: results.length,
      errored: results.filter(({ error }) => error !== null).length,
      unscored: results.filter(({ score, error }) => score === null && error === null).length,
    }).toEqual({ runs: want.runs, results: want.results, errored: want.errored, unscored: want.unscored });

    const { item, has = {}, metrics = {}, ...values } = first;
    const [result] = results;
    if (item !== undefined) expect(result!.itemKey).toMatch(item === null ? /^[\da-f]{32}$/ : item);
    if (typeof item === "string") expect(result!.itemKey).toBe(item);
    const numbers = Object.fromEntries(
      Object.entries(values).map(([key, value]) => [
        key,
        typeof value === "number" ? expect.closeTo(value, 9) : value,
      ]),
    );
    expect({ passed: null, ...result }).toMatchObject(numbers);
    for (const [field, parts] of Object.entries(has))
      for (const part of parts)
        expect(
          JSON.stringify(result![field === "input" ? "input" : field === "output" ? "output" : "expected"]),
        ).toContain(part);
    const scoreMetric = runs[0]!.start.scoreMetric ?? "";
    for (const [metric, value] of Object.entries(metrics)) {
      const own = Object.entries(result!.metrics ?? {}).find(
        ([key]) => key === metric || key.endsWith(`.${metric}`),
      )?.[1];
      // The score's own name is kept beside it.
      const isScore = scoreMetric === metric || scoreMetric.endsWith(`.${metric}`);
      expect(own ?? (isScore ? result!.score : undefined), metric).toBe(value);
    }
  });
});

it("says of JSON Lines of another shape what they are", async () => {
  const lines = [
    { id: "1", prediction: "x", answer: "x", is_correct: true },
    { id: "2", prediction: "y", answer: "x", is_correct: false },
  ].map((line) => `${JSON.stringify(line)}\n`);
  await expect(surveyFile(textFile(lines.join(""), "predictions.jsonl"))).rejects.toThrow(
    'it is a JSON Lines file of 2 records with the columns "id", "prediction", "answer", "is_correct", of no tool known here',
  );
});

it("reads columns that are called what every object has, and are not in every record", async () => {
  const lines = [
    { question: "a", output: "x", score: 1, constructor: "b", toString: "t" },
    { question: "b", output: "y", score: 0 },
  ].map((line) => `${JSON.stringify(line)}\n`);
  const columns = {
    input: "question",
    output: "output",
    score: "score",
    expected: "toString",
    "tag:branch": "constructor",
  };
  const map = { model: "acme/heron-2", columns };
  const surveyed = await surveyFile(textFile(lines.join(""), "own.jsonl"), { format: "mapped", map });
  expect(surveyed.runs[0]!.start.tags).toEqual({ branch: "b" });
  const read = (await gather(surveyed.results())).flatMap((batch) => batch.results);
  expect(read.map((result) => result.expected)).toEqual(["t", null]);
});

it.each([
  ["score=judge_score", ["score", "judge_score"]],
  ["input=", ["input", null]],
  ["metric:tone=Tone = mood", ["metric:tone", "Tone = mood"]],
  ["metric:Tone (1 = cold)=Tone (1 = cold)", ["metric:Tone (1 = cold)", "Tone (1 = cold)"]],
])("takes %j apart", (text, mapping) => {
  expect(parseMapping(text)).toEqual(mapping);
});
