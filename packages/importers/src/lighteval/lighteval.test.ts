import { describe, expect, it } from "vitest";
import { ImportError, PartnerFile, type SourceFile } from "../importer.ts";
import { surveyFile, type SurveyOptions } from "../survey-file.ts";
import { fixture } from "../testing/fixture.ts";
import { readWhole, textFile } from "../testing/parse.ts";

const DATE = "2026-03-02T09-00-41.123456";
const TASKS = { gsm8k: "gsm8k|5", arc: "leaderboard|arc:challenge|25", triviaqa: "lighteval|triviaqa|0" };
const MODEL = "HuggingFaceTB/SmolLM2-1.7B-Instruct";

/** A details file as lighteval calls it. */
function detailsOf(name: keyof typeof TASKS): SourceFile {
  const { blob } = fixture(`lighteval/${name}.parquet`);
  return { name: `details/${MODEL}/${DATE}/details_${TASKS[name]}_${DATE}.parquet`, blob };
}

const results: SourceFile = {
  name: `results/${MODEL}/results_${DATE}.json`,
  blob: fixture("lighteval/results.json").blob,
};
const read = (name: keyof typeof TASKS, options?: SurveyOptions, beside: readonly SourceFile[] = [results]) =>
  readWhole(detailsOf(name), options, beside);

describe("lighteval's details", () => {
  it("are one run of their task, with what the results file says; the name's time is when it ended", async () => {
    const { format, runs, warnings } = await read("gsm8k");
    expect(format).toBe("lighteval");
    expect(runs).toMatchObject([
      {
        start: {
          model: { provider: "HuggingFaceTB", name: "SmolLM2-1.7B-Instruct" },
          dataset: { name: "gsm8k" },
          prompt: { name: "gsm8k" },
          source: "lighteval",
          commit: "8e3b1f2",
          scoreMetric: "extractive_match",
          metrics: [{ name: "extractive_match", higherIsBetter: true }],
          limited: true,
          tags: { num_fewshot: "5", max_samples: "4", temperature: "0.2", max_new_tokens: "256" },
          startedAt: "2026-03-02T09:00:10.873Z",
        },
        end: { status: "completed", at: "2026-03-02T09:00:41.123Z" },
      },
    ]);
    expect(runs[0]?.start.prompt.text).toContain("openai/gsm8k");
    expect(warnings).toEqual(["the scores are extractive_match; choose another with --metric: length"]);
  });

  it("have generated answers as post-processed, a NaN is unscored, and a sample that is there twice a repeat", async () => {
    const { runs } = await read("gsm8k");
    const [first, second, third, fourth] = runs[0]?.results ?? [];
    expect(first).toMatchObject({
      itemName: "Ada has 3 apples and buys 4. How many has she?",
      expected: "7",
      output: "So it is 7.",
      score: 1,
      passed: true,
      metrics: { extractive_match: 1, length: 11 },
    });
    expect(second).toMatchObject({ output: "8", score: 0, passed: false, repeat: 1 });
    expect(third).toMatchObject({ score: null, passed: null });
    expect(fourth).toMatchObject({ itemKey: second?.itemKey, repeat: 2, score: 1 });
  });

  it("are read with underscores, of a multiple choice the likeliest choice; what is better the lower is no score", async () => {
    const { runs } = await read("arc");
    expect(runs[0]?.start).toMatchObject({
      dataset: { name: "leaderboard|arc:challenge" },
      scoreMetric: "acc",
    });
    expect(runs[0]?.start.metrics).toContainEqual({ name: "ppl", higherIsBetter: false });
    expect(runs[0]?.results).toMatchObject([
      { expected: "the Moon", output: "the Moon", score: 1 },
      { expected: "the Sun", output: "the Moon", score: 0 },
    ]);
    const normed = await read("arc", { metric: "acc_norm" });
    expect(normed.runs[0]?.results.map(({ score }) => score)).toEqual([0, 1]);
    const error = read("arc", { metric: "ppl" });
    await expect(error).rejects.toThrow("row 1, ppl: is 12.5; a score has to lie from 0 to 1");
  });

  it("are read as version 0.6 wrote them", async () => {
    const { runs } = await read("triviaqa");
    expect(runs[0]?.results).toMatchObject([
      { input: "Who wrote Faust?", expected: "Goethe", output: "Goethe", score: 1, metrics: { qem: 1 } },
      { expected: "Lessing", output: "Schiller", score: 0 },
    ]);
  });

  it("do without the results file where a model is said", async () => {
    await expect(read("gsm8k", {}, [])).rejects.toThrow(
      `it does not say which model answered: import it together with its results_${DATE}.json, or say --model`,
    );
    const { runs } = await read("gsm8k", { model: "hf/smol" }, []);
    expect(runs[0]?.start).toMatchObject({
      model: { provider: "hf", name: "smol" },
      startedAt: "2026-03-02T09:00:41.123Z",
    });
    expect(runs[0]?.start).not.toHaveProperty("limited");
  });
});

describe("what lighteval writes beside details", () => {
  it("is read with them, and alone answered with what to ask for", async () => {
    await expect(surveyFile(results, {}, [detailsOf("gsm8k")])).rejects.toThrow(PartnerFile);
    const alone = surveyFile(results, {}, []);
    await expect(alone).rejects.not.toThrow(PartnerFile);
    await expect(surveyFile(results, {}, [])).rejects.toThrow(
      "it holds no samples: run lighteval with --save-details",
    );
  });

  it("says that a file is damaged, or has lost its name", async () => {
    const { name, blob } = detailsOf("gsm8k");
    const damaged = { name, blob: blob.slice(0, 2_000) };
    await expect(surveyFile(damaged, {}, [results])).rejects.toThrow(ImportError);
    await expect(surveyFile(damaged, {}, [results])).rejects.toThrow(
      "it cannot be read as Parquet; is it damaged?",
    );
    await expect(
      surveyFile({ name: "mine.parquet", blob }, { format: "lighteval" }, [results]),
    ).rejects.toThrow("it has to keep the name that lighteval gave it");
    await expect(surveyFile(textFile("PAR1 and more", name), {}, [results])).rejects.toThrow(ImportError);
  });
});
