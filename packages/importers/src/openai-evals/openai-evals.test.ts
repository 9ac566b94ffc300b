import { describe, expect, it } from "vitest";
import { ImportError } from "../importer.ts";
import type { SurveyOptions } from "../survey-file.ts";
import { fixture } from "../testing/fixture.ts";
import { readWhole, textFile } from "../testing/parse.ts";

const read = (name: string, options?: SurveyOptions) =>
  readWhole(fixture(`openai-evals/${name}.jsonl`), options);
const textOf = (name: string) => fixture(`openai-evals/${name}.jsonl`).blob.text();

describe("a log of OpenAI Evals", () => {
  it("is one run, with what its first line says; its time without a zone is UTC", async () => {
    const { format, runs, warnings } = await read("match");
    expect(format).toBe("openai-evals");
    expect(runs).toMatchObject([
      {
        start: {
          externalId: "openai-evals:260302090041MATCH",
          model: { provider: "openai", name: "gpt-4o-mini" },
          dataset: { name: "test-match.s1.simple-v0" },
          prompt: { name: "test-match.s1.simple-v0" },
          source: "openai-evals",
          scoreMetric: "match",
          tags: { split: "s1", seed: "20220722" },
          startedAt: "2026-03-02T09:00:41.123Z",
        },
        end: { status: "completed", at: "2026-03-02T09:00:48.500Z" },
      },
    ]);
    expect(runs[0]?.start).not.toHaveProperty("limited");
    expect(runs[0]?.start.prompt.text).toContain("test_match/samples.jsonl");
    expect(warnings).toEqual([]);
  });

  it("gathers a sample from events that take turns with those of others", async () => {
    const { runs } = await read("match");
    expect(runs[0]?.results).toMatchObject([
      {
        itemKey: "test-match.s1.0",
        itemName: "Once upon a",
        input: "system: Complete the phrase.\n\nuser: Once upon a ",
        expected: "time",
        output: "time",
        score: 1,
        passed: true,
        inputTokens: 20,
        outputTokens: 1,
      },
      { itemKey: "test-match.s1.2", output: "2015", expected: "15", score: 0, passed: false, reason: null },
      { itemKey: "test-match.s1.1", score: null, error: "RateLimitError: 429 slow down", inputTokens: null },
    ]);
  });

  it("is a failed and limited run where it was killed and had --max_samples; what was not compared is unscored", async () => {
    const { runs } = await read("killed");
    expect(runs[0]).toMatchObject({
      start: { limited: true, tags: { max_samples: "3" } },
      end: { status: "failed", error: "The evaluation ended without a final report" },
      results: [{ score: null, input: expect.stringContaining("founded") }, { score: 1 }],
    });
    expect(runs[0]?.results[0]).not.toHaveProperty("error");
  });

  it("keeps metrics beside the match, takes one that is asked for, and a NaN is none", async () => {
    const { runs } = await read("fuzzy");
    expect(runs[0]?.start.model).toEqual({ provider: "unknown", name: "generation/cot/gpt-4" });
    expect(runs[0]?.results.map(({ score, metrics }) => [score, metrics])).toEqual([
      [1, { accuracy: 1, f1_score: 0.8 }],
      [0, { accuracy: 0 }],
    ]);
    const f1 = await read("fuzzy", { metric: "f1_score" });
    expect(f1.runs[0]?.start.scoreMetric).toBe("f1_score");
    expect(f1.runs[0]?.results.map(({ score, passed }) => [score, passed])).toEqual([
      [0.8, null],
      [null, null],
    ]);
    await expect(read("fuzzy", { metric: "bleu" })).rejects.toThrow(
      'there is no metric "bleu"; there are match, accuracy, f1_score',
    );
  });

  it("takes a grader's score, its words as the reason, and the tokens of the model alone", async () => {
    const { runs, warnings } = await read("graded");
    expect(runs[0]?.results).toMatchObject([
      {
        output: "Meow.",
        score: 0,
        passed: null,
        reason: "It is none.\n1",
        metrics: { choice: "1", score: 0 },
        inputTokens: 30,
        outputTokens: 10,
      },
      { output: "Woof!", score: 1 },
    ]);
    expect(warnings).toEqual(["the scores are score; choose another with --metric: choice"]);
  });

  it("leaves choices unscored until the person says what they count as", async () => {
    const alone = await read("choices");
    expect(alone.runs[0]?.results.map(({ score, metrics }) => [score, metrics?.choice])).toEqual([
      [null, "A"],
      [null, "D"],
      [null, "__invalid__"],
    ]);
    expect(alone.warnings).toEqual([
      "nothing was scored from 0 to 1; choice is kept as metrics; say what words count as with --words, such as A=1,B=0, and numbers with --scale",
    ]);
    const said = await read("choices", { words: { A: 1, D: 0.25 } });
    expect(said.runs[0]?.results.map(({ score }) => score)).toEqual([1, 0.25, 0]);
  });

  it("takes the share of right answers where a sample was compared several times", async () => {
    const text = await textOf("match");
    const again = text.replaceAll("test-match.s1.2", "test-match.s1.0");
    const { runs } = await readWhole(textFile(again, "log.jsonl"));
    expect(runs[0]?.results[0]).toMatchObject({ score: 0.5, passed: null });
  });
});

describe("a log of OpenAI Evals that is wrong", () => {
  it.each<[string, (text: string) => string, SurveyOptions]>([
    ["it holds no samples: oaieval writes them when it ends", (text) => text.split("\n", 2).join("\n"), {}],
    ["line 3: begins another run", (text) => text.replace(/^(.*)\n(.*)\n/, "$1\n$2\n$1\n"), {}],
    [
      "line 1, spec.created_at: expected a time",
      (text) => text.replace("2026-03-02 09:00:41.123456", "noon"),
      {},
    ],
    ["line 7, score: is 7", (text) => text.replaceAll('"score":1', '"score":7'), { metric: "score" }],
  ])("says %s", async (message, edit, options) => {
    const name = message.includes("score") ? "graded" : "match";
    const file = textFile(edit(await textOf(name)), "log.jsonl");
    const wrong = readWhole(file, options);
    await expect(wrong).rejects.toThrow(ImportError);
    await expect(wrong).rejects.toThrow(message);
  });
});
