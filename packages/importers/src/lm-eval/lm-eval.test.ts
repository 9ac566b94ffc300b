import { describe, expect, it } from "vitest";
import resultsContent from "../../fixtures/lm-eval/results_2026-03-02T09-00-41.123456.json" with { type: "json" };
import { ImportError, NotResults, type SourceFile } from "../importer.ts";
import type { SurveyOptions } from "../survey-file.ts";
import { fixture } from "../testing/fixture.ts";
import { readWhole, textFile } from "../testing/parse.ts";

const DATE = "2026-03-02T09-00-41.123456";
const results = fixture(`lm-eval/results_${DATE}.json`);
const samplesOf = (task: string) => fixture(`lm-eval/samples_${task}_${DATE}.jsonl`);
/** The runs are limited, of which no note is wanted. */
const read = (task: string, options?: SurveyOptions, beside: readonly SourceFile[] = [results]) =>
  readWhole(samplesOf(task), { asFull: true, ...options }, beside);

/** The results file, edited. */
function edited(edit: (file: typeof resultsContent) => void): SourceFile[] {
  const file = structuredClone(resultsContent);
  edit(file);
  return [textFile(JSON.stringify(file), results.name)];
}

describe("lm-evaluation-harness's samples", () => {
  it("are one run of their task, with what the results file says", async () => {
    const { format, runs } = await read("arc_easy");
    expect(format).toBe("lm-eval");
    expect(runs).toMatchObject([
      {
        start: {
          model: { provider: "hf", name: "EleutherAI/pythia-160m@step100000" },
          dataset: { name: "arc_easy" },
          prompt: { name: "arc_easy" },
          source: "lm-eval 0.4.9",
          startedAt: "2026-03-02T09:00:00.750Z",
        },
        end: { status: "completed", at: "2026-03-02T09:00:42.250Z" },
      },
    ]);
    expect(runs[0]?.start.externalId).toMatch(/^lm-eval:[0-9a-f]{32}:arc_easy$/);
  });

  it("count an item once however many filters read it, and say which filter it is", async () => {
    const { runs, warnings } = await read("gsm8k");
    expect(runs[0]?.results.map(({ score, output }) => [score, output])).toEqual([
      [1, "7"],
      [0, "[invalid]"],
      [0, "8"],
    ]);
    expect(warnings).toEqual([
      "gsm8k: the scores are exact_match of the filter strict-match; there are also exact_match (flexible-extract), to choose with --metric and --filter",
    ]);
  });

  it("are read by the filter and the metric that are asked for", async () => {
    const filtered = await read("gsm8k", { filter: "flexible-extract" });
    expect(filtered.runs[0]?.results.map(({ score }) => score)).toEqual([1, 1, 0]);
    const normed = await read("arc_easy", { metric: "acc_norm" });
    expect(normed.runs[0]?.results.map(({ score }) => score)).toEqual([1, 1, 1]);
  });

  it("pair items by the document's hash, a document that stands there twice being a repeat", async () => {
    const { runs } = await read("arc_easy");
    const keys = runs[0]?.results.map(({ itemKey, repeat }) => [itemKey.length, repeat]);
    expect(keys).toEqual([
      [64, 1],
      [64, 1],
      [64, 2],
    ]);
    expect(runs[0]?.results[1]?.itemKey).toBe(runs[0]?.results[2]?.itemKey);
  });

  it("show the choices of a multiple choice, not their indices", async () => {
    const { runs } = await read("arc_easy");
    expect(runs[0]?.results[0]).toMatchObject({
      input: "Question: What do plants need?\nAnswer:",
      expected: "light",
      output: "noise",
      score: 0,
    });
  });

  it("know no latency, tokens or cost", async () => {
    const { runs } = await read("gsm8k");
    for (const result of runs[0]?.results ?? []) {
      expect(result.latencyMs ?? null).toBeNull();
      expect(result.inputTokens ?? null).toBeNull();
      expect(result.outputTokens ?? null).toBeNull();
      expect(result.costUsd ?? null).toBeNull();
    }
  });

  it("skip a metric that is better the lower where there is another, and take NaN as no score, which is no fault", async () => {
    const { runs, warnings } = await read("lambada_openai");
    expect(runs[0]?.results).toMatchObject([
      { score: 1, passed: true, metrics: { acc: 1 } },
      { score: null, reason: "acc gave no score", metrics: {} },
    ]);
    expect(runs[0]?.results[1]).not.toHaveProperty("error");
    expect(warnings).toEqual(["left out of the metrics, for no item has a value of it: perplexity"]);
  });

  it("have all metrics of an item, the harness's verdict, and which metric the score is", async () => {
    const { runs } = await read("arc_easy");
    expect(runs[0]?.results.map(({ score, passed, metrics }) => [score, passed, metrics])).toEqual([
      [0, false, { acc: 0, acc_norm: 1 }],
      [1, true, { acc: 1, acc_norm: 1 }],
      [1, true, { acc: 1, acc_norm: 1 }],
    ]);
    expect(runs[0]?.start).toMatchObject({
      scoreMetric: "acc",
      metrics: [
        { name: "acc", higherIsBetter: true },
        { name: "acc_norm", higherIsBetter: true },
      ],
    });
    expect((await read("arc_easy", { metric: "acc_norm" })).runs[0]?.start.scoreMetric).toBe("acc_norm");
  });

  it("give no verdict by a metric that knows more than right and wrong, and say no direction that the file does not", async () => {
    const file = samplesOf("gsm8k");
    const text = (await file.blob.text())
      .replaceAll("exact_match", "f1")
      .replace('"f1":1', '"f1":1,"length":7,"list":[1]');
    const beside = edited((content) => {
      Object.assign(content.results.gsm8k, { "f1,strict-match": 0.5 });
      Object.assign(content, { higher_is_better: null });
    });
    const listed = text.replaceAll('["f1"]', '["f1","length","list"]');
    const { runs, warnings } = await readWhole(textFile(listed, file.name), { metric: "f1" }, beside);
    expect(runs[0]?.results[0]).toMatchObject({ score: 1, passed: null, metrics: { f1: 1, length: 7 } });
    expect(runs[0]?.results[1]).toMatchObject({ score: 0, passed: null, metrics: { f1: 0 } });
    expect(runs[0]?.start).not.toHaveProperty("metrics");
    expect(warnings.at(-1)).toBe(
      "left out of the metrics is what is neither a number up to 1e100 in size nor a short word: list",
    );
  });

  it("have the model's arguments, the examples, the limit and the settings as tags", async () => {
    expect((await read("gsm8k")).runs[0]?.start.tags).toEqual({
      num_fewshot: "5",
      limit: "3",
      dtype: "float32",
    });
    const other = edited((file) => {
      Object.assign(file.config, {
        limit: null,
        gen_kwargs: { temperature: 0.7, max_gen_toks: 256, until: ["x"] },
        model_args: {
          model: "gpt-4o",
          base_url: "http://10.0.0.7:8000",
          tokenizer: "/models/t",
          num_concurrent: 8,
        },
      });
    });
    expect((await read("gsm8k", {}, other)).runs[0]?.start.tags).toEqual({
      num_fewshot: "5",
      temperature: "0.7",
      max_gen_toks: "256",
      tokenizer: "t",
      num_concurrent: "8",
    });
  });

  it("call an item by the first text of its document, else by its number", async () => {
    const names = async (task: string) => (await read(task)).runs[0]?.results.map(({ itemName }) => itemName);
    expect(await names("arc_easy")).toEqual(["Mercury_0", "Mercury_1", "Mercury_1"]);
    expect((await names("gsm8k"))?.[0]).toBe("Ada has 3 apples and buys 4. How many has she?");
    const file = samplesOf("gsm8k");
    const text = (await file.blob.text()).replaceAll(/"doc":\{[^}]*\}/g, '"doc":{"ok":true}');
    const { runs } = await readWhole(textFile(text, file.name), {}, [results]);
    expect(runs[0]?.results.map(({ itemName }) => itemName)).toEqual(["0", "1", "2"]);
  });

  it("have a prompt version that is the same with other items and other with another prompt", async () => {
    const text = async (beside: readonly SourceFile[]) =>
      (await read("lambada_openai", {}, beside)).runs[0]?.start.prompt.text;
    const original = await text([results]);
    const same = edited((file) => {
      file.config.limit = 100;
      file.task_hashes.lambada_openai = "other items";
      file.configs.lambada_openai.doc_to_text = "<function text at 0x7f0000000000>";
    });
    expect(await text(same)).toBe(original);
    expect(original).toContain("<function text>");
    const other = edited((file) => {
      file["n-shot"].lambada_openai = 5;
    });
    expect(await text(other)).not.toBe(original);
  });

  it("have another external id for another model, and the same each time", async () => {
    const id = async (beside: readonly SourceFile[]) =>
      (await read("gsm8k", {}, beside)).runs[0]?.start.externalId;
    expect(await id([results])).toBe(await id([results]));
    const other = edited((file) => {
      file.config.model_args = "pretrained=gpt2";
    });
    expect(await id(other)).not.toBe(await id([results]));
  });

  it("are called as the importing person says", async () => {
    const { runs } = await read("gsm8k", { dataset: "d", prompt: "p", model: "a/b" });
    expect(runs[0]?.start).toMatchObject({
      dataset: { name: "d" },
      prompt: { name: "p" },
      model: { provider: "a", name: "b" },
    });
  });

  it("find their results file by its date, in their own folder first", async () => {
    const elsewhere = edited((file) => {
      file.config.model = "vllm";
    });
    const other = elsewhere.map((file) => ({ ...file, name: `other/results_${DATE}.json` }));
    const later = { ...results, name: "lm-eval/results_2026-03-03T09-00-41.123456.json" };
    const { runs } = await read("gsm8k", {}, [later, ...other, results]);
    expect(runs[0]?.start.model.provider).toBe("hf");
    await expect(read("gsm8k", {}, [later])).rejects.toThrow(
      `import it together with its results_${DATE}.json`,
    );
  });
});

describe("lm-evaluation-harness's files that are wrong", () => {
  it("are refused alone, either of them, and it is said what they need", async () => {
    await expect(read("gsm8k", {}, [])).rejects.toThrow(
      `it does not say which model answered: import it together with its results_${DATE}.json`,
    );
    await expect(readWhole(results)).rejects.toThrow("it holds no items: run lm_eval with --log_samples");
    await expect(readWhole(results)).rejects.not.toThrow(NotResults);
    await expect(readWhole({ ...samplesOf("gsm8k"), name: "gsm8k.jsonl" }, {}, [results])).rejects.toThrow(
      "it has to keep the name that lm_eval gave it, samples_<task>_<date>.jsonl",
    );
  });

  it("are no failure of an import that has both: the results file is a partner", async () => {
    const both = readWhole(results, {}, [samplesOf("gsm8k")]);
    await expect(both).rejects.toThrow(NotResults);
    await expect(both).rejects.toThrow(
      "it holds no items; it is read with the samples_*.jsonl files beside it",
    );
  });

  it.each<[string, string, SurveyOptions]>([
    [
      "lambada_openai: no item has a value of perplexity: what stands beside one is a logarithm; choose another",
      "lambada_openai",
      { metric: "perplexity" },
    ],
    ['gsm8k: there is no metric "f1"; there are exact_match (strict-match)', "gsm8k", { metric: "f1" }],
    ['gsm8k: there is no filter "none"; there are', "gsm8k", { filter: "none" }],
  ])("say %s", async (message, task, options) => {
    await expect(read(task, options)).rejects.toThrow(ImportError);
    await expect(read(task, options)).rejects.toThrow(message);
  });

  it.each<[string, string | RegExp, string, SurveyOptions?]>([
    [
      "line 1, exact_match: is 7; a score has to lie from 0 to 1: exact_match gave 0 to 7, and --scale FROM..TO makes",
      '"exact_match":1',
      '"exact_match":7',
      { metric: "exact_match", filter: "strict-match" },
    ],
    [
      "line 1, exact_match: is missing; a score",
      '"exact_match":1',
      '"em":1',
      { metric: "exact_match", filter: "strict-match" },
    ],
    [
      "line 1, exact_match: is a list; a score",
      '"exact_match":1',
      '"exact_match":[1]',
      { metric: "exact_match", filter: "strict-match" },
    ],
    ["line 1, column 2: not JSON", '{"doc_id":0,', '{doc_id":0,"doc_id":0,"doc":1,'],
    ["line 2, doc_id: ", '"doc_id":1', '"doc_id":[]'],
    [
      "there is no line of the filter strict-match; there are other, flexible-extract",
      /strict-match/g,
      "other",
      { filter: "strict-match" },
    ],
  ])("say %s", async (message, from, to, options) => {
    const file = samplesOf("gsm8k");
    const text = (await file.blob.text()).replace(from, to);
    const wrong = textFile(text, file.name);
    const said = { ...options, format: "lm-eval" };
    await expect(readWhole(wrong, said, [results])).rejects.toThrow(ImportError);
    await expect(readWhole(wrong, said, [results])).rejects.toThrow(message);
  });

  it.each<[string, (file: typeof resultsContent) => void]>([
    [
      "in the results file beside it, date: expected number, is missing",
      (file) => Object.assign(file, { date: undefined }),
    ],
    [
      "results.gsm8k: is missing from the results file beside it",
      (file) => Object.assign(file.results, { gsm8k: undefined }),
    ],
    ["in the results file beside it, config: expected object", (file) => Object.assign(file, { config: 1 })],
  ])("say %s", async (message, edit) => {
    await expect(read("gsm8k", {}, edited(edit))).rejects.toThrow(message);
  });
});
