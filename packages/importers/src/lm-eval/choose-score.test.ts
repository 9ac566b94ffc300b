import { describe, expect, it } from "vitest";
import resultsContent from "../../fixtures/lm-eval/results_2026-03-02T09-00-41.123456.json" with { type: "json" };
import type { SourceFile } from "../importer.ts";
import type { SurveyOptions } from "../survey-file.ts";
import { fixture } from "../testing/fixture.ts";
import { readWhole, textFile } from "../testing/parse.ts";

const DATE = "2026-03-03T09-00-41.123456";
const results = fixture(`lm-eval/results_${DATE}.json`);

/** What becomes of a task. */
async function scored(task: string, options?: SurveyOptions, edit = (text: string) => text) {
  const { name, blob } = fixture(`lm-eval/samples_${task}_${DATE}.jsonl`);
  const { runs, warnings } = await readWhole(textFile(edit(await blob.text()), name), options, [results]);
  const [run] = runs;
  return {
    metric: run?.start.scoreMetric,
    scores: run?.results.map(({ score }) => score),
    metrics: run?.results.map(({ metrics }) => metrics),
    reasons: run?.results.map(({ reason }) => reason ?? null),
    passed: run?.results.map(({ passed }) => passed ?? null),
    warnings,
  };
}

describe("the metric of a task", () => {
  it("is the first whose values can be scores: the others stay metrics, and a note says so", async () => {
    expect(await scored("truthful_gen")).toMatchObject({
      metric: "bleu_acc",
      scores: [1, 0],
      metrics: [
        { bleu_max: 22.1, bleu_acc: 1 },
        { bleu_max: 3.5, bleu_acc: 0 },
      ],
      warnings: [
        "truthful_gen: bleu_max gave 3.5 to 22.1, which is no score from 0 to 1, and is kept as a metric; --metric bleu_max --scale FROM..TO makes it the score",
      ],
    });
  });

  it("is none where no metric can be a score, and its answers go in with the metrics that they have", async () => {
    expect(await scored("eqbench")).toMatchObject({
      metric: undefined,
      scores: [null, null],
      metrics: [
        { eqbench: 61.5, percent_parseable: 100 },
        { eqbench: 20, percent_parseable: 100 },
      ],
      warnings: [
        "eqbench: nothing is scored, for no metric can be a score from 0 to 1: eqbench (20 to 61.5), percent_parseable (100); --metric NAME --scale FROM..TO makes one the score",
      ],
    });
    expect(await scored("translation")).toMatchObject({
      scores: [null, null],
      metrics: [{ ter: 70 }, { ter: 12 }],
      warnings: [
        "translation: nothing is scored, for no metric can be a score from 0 to 1: bleu (a list), ter (12 to 70, better the lower); --metric NAME --scale FROM..TO makes one the score",
        "left out of the metrics is what is neither a number up to 1e100 in size nor a short word: bleu",
      ],
    });
    const wikitext = fixture("lm-eval/samples_wikitext_2026-03-02T09-00-41.123456.jsonl");
    const perplexity = await readWhole(wikitext, { asFull: true }, [
      fixture("lm-eval/results_2026-03-02T09-00-41.123456.json"),
    ]);
    expect(perplexity.runs[0]?.results).toMatchObject([{ score: null, metrics: {} }]);
    expect(perplexity.warnings[0]).toBe(
      "wikitext: nothing is scored, for no metric can be a score from 0 to 1: word_perplexity (of logarithms); --metric NAME --scale FROM..TO makes one the score",
    );
  });

  it("may have one odd value of ten, whose answer is unscored with the reason", async () => {
    const ten = (odd: number) => (text: string) => {
      const [first = ""] = text.split("\n");
      return Array.from({ length: 10 }, (_, at) =>
        at < odd ? first.replace('"bleu_acc":1', '"bleu_acc":-1') : first,
      ).join("\n");
    };
    const one = await scored("truthful_gen", {}, ten(1));
    expect(one.scores?.slice(0, 2)).toEqual([null, 1]);
    expect(one.reasons?.slice(0, 2)).toEqual(["bleu_acc gave -1, which is no score from 0 to 1", null]);
    expect(one.warnings.at(-1)).toBe(
      "truthful_gen: 1 of the 10 values of bleu_acc is no score from 0 to 1, the first is -1 in line 1; its answer is unscored",
    );
    expect((await scored("truthful_gen", {}, ten(2))).metric).toBeUndefined();
    await expect(scored("truthful_gen", { metric: "bleu_acc" }, ten(2))).rejects.toThrow(
      "line 1, bleu_acc: is -1; a score has to lie from 0 to 1: bleu_acc gave -1 to 1, and --scale FROM..TO makes scores of that",
    );
  });

  it("is read by the next filter where the lines of the first are no scores", async () => {
    const { name, blob } = fixture("lm-eval/samples_gsm8k_2026-03-02T09-00-41.123456.jsonl");
    const text = (await blob.text())
      .split("\n")
      .map((line) =>
        line.includes("strict-match") ? line.replace(/"exact_match":\d/, '"exact_match":[1]') : line,
      )
      .join("\n");
    const beside = [fixture("lm-eval/results_2026-03-02T09-00-41.123456.json")];
    const { runs, warnings } = await readWhole(textFile(text, name), { asFull: true }, beside);
    expect(runs[0]?.results.map(({ score, output }) => [score, output])).toEqual([
      [1, "7"],
      [1, "7"],
      [0, "8"],
    ]);
    expect(warnings[0]).toContain("gsm8k: exact_match of the filter strict-match gave a list");
  });
});

describe("what people say of a metric", () => {
  const scale = { from: 0, to: 100 };

  it("a scale makes scores of its values, which stay as they are as a metric, and no verdict", async () => {
    expect(await scored("eqbench", { metric: "eqbench", scale })).toMatchObject({
      metric: "eqbench",
      scores: [0.615, 0.2],
      passed: [null, null],
      metrics: [{ eqbench: 61.5 }, { eqbench: 20 }],
    });
    // Of a folder of tasks only those that need it take the scale.
    expect(await scored("truthful_gen", { scale })).toMatchObject({
      metric: "bleu_max",
      scores: [0.221, 0.035],
    });
    expect(await scored("truthful_gen", { scale: { from: 0, to: 2 }, filter: "none" })).toMatchObject({
      metric: "bleu_acc",
      scores: [1, 0],
    });
  });

  it("one that is better the lower is a score by its name, its scale and that word alone", async () => {
    const turned = { metric: "ter", scale, lowerIsBetter: true };
    expect((await scored("translation", turned)).scores?.map((score) => score?.toFixed(2))).toEqual([
      "0.30",
      "0.88",
    ]);
    await expect(scored("translation", { metric: "ter", scale })).rejects.toThrow(
      "translation: ter is better the lower and gave 12 to 70; --scale FROM..TO --lower-is-better makes it the score",
    );
    expect((await scored("translation", { scale, lowerIsBetter: true })).metric).toBeUndefined();
    // The word turns no metric that was not named.
    expect((await scored("truthful_gen", { lowerIsBetter: true })).scores).toEqual([1, 0]);
  });
});

describe("a task of which not all items were asked", () => {
  const samples = fixture("lm-eval/samples_gsm8k_2026-03-02T09-00-41.123456.jsonl");
  type Size = { readonly original: number; readonly effective: number } | null;
  const limited = async (limit: number | null, size: Size, options?: SurveyOptions) => {
    const file = structuredClone(resultsContent);
    Object.assign(file, { config: { ...file.config, limit }, "n-samples": size && { gsm8k: size } });
    const beside: SourceFile = textFile(
      JSON.stringify(file),
      "lm-eval/results_2026-03-02T09-00-41.123456.json",
    );
    const { runs, warnings } = await readWhole(samples, options, [beside]);
    return [runs[0]?.start.limited, ...warnings.slice(1)];
  };
  const said = (what: string) => [
    true,
    `gsm8k: the run was limited${what}; --as-full counts it as a run of all`,
  ];

  it.each<[string, number | null, Size, readonly unknown[]]>([
    ["by its limit", 3, { original: 1_319, effective: 3 }, said(": 3 of the task's 1319 items were asked")],
    ["by a share", 0.1, { original: 30, effective: 3 }, said(": 3 of the task's 30 items were asked")],
    ["by chosen items", null, { original: 8, effective: 8 }, said(": 3 of the task's 8 items were asked")],
    ["where the whole is not known", 3, null, said(" to 3 items")],
    ["where the limit is the whole", 3, { original: 3, effective: 3 }, said(" to 3 items")],
    ["not where the limit is more", 10, { original: 3, effective: 3 }, [undefined]],
    ["not without a limit", null, { original: 3, effective: 3 }, [undefined]],
  ])("is marked %s", async (_how, limit, size, expected) => {
    expect(await limited(limit, size)).toEqual(expected);
    expect(await limited(limit, size, { asFull: true })).toEqual([undefined]);
  });
});
