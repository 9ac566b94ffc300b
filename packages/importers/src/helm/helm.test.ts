import { describe, expect, it } from "vitest";
import { ImportError, NotResults, PartnerFile, type SourceFile } from "../importer.ts";
import { surveyFile, type SurveyOptions } from "../survey-file.ts";
import { fixture } from "../testing/fixture.ts";
import { readWhole, textFile } from "../testing/parse.ts";

/** The runs' folders as HELM calls them. */
const SPACE = "runs/v1/space:subject=planets";
const JOINT = `${SPACE},method=multiple_choice_joint,model=qwen_qwen2-72b`;
const SEPARATE = `${SPACE},method=multiple_choice_separate_original,model=meta_llama-3-8b`;

function fileOf(run: string, name: string): SourceFile {
  const { blob } = fixture(`helm/${run === JOINT ? "joint" : "separate"}/${name}.json`);
  return { name: `${run}/${name}.json`, blob };
}

const folderOf = (run: string, names: readonly string[]) => names.map((name) => fileOf(run, name));
const all = [
  ...folderOf(JOINT, ["per_instance_stats", "run_spec", "scenario_state", "stats"]),
  ...folderOf(SEPARATE, ["per_instance_stats", "scenario_state"]),
];
const read = (run: string, options?: SurveyOptions, beside = all) =>
  readWhole(fileOf(run, "scenario_state"), options, beside);

describe("a run's folder of HELM", () => {
  it("is one run of its scenario, from its first request that was really made to the last answer", async () => {
    const { format, runs } = await read(JOINT);
    expect(format).toBe("helm");
    expect(runs).toMatchObject([
      {
        start: {
          model: { provider: "qwen", name: "qwen2-72b" },
          dataset: { name: "space:subject=planets" },
          prompt: { name: "space:subject=planets" },
          source: "helm",
          scoreMetric: "exact_match",
          tags: { model_deployment: "together/qwen2-72b", max_eval_instances: "1000", temperature: "0" },
          startedAt: "2026-03-02T09:00:41.000Z",
        },
        end: { status: "completed", at: "2026-03-02T09:00:50.250Z" },
      },
    ]);
    expect(runs[0]?.start.prompt.text).toContain("multiple choice questions (with answers)");
    expect(runs[0]?.start.prompt.text).not.toContain("qwen");
    expect(runs[0]?.start).not.toHaveProperty("limited");
  });

  it("scores instances by their statistics, perturbed ones apart, and breaks where a request failed", async () => {
    const { runs, warnings } = await read(JOINT);
    expect(runs[0]?.results).toMatchObject([
      {
        itemKey: "id7",
        itemName: "What is nearest?",
        input: "What is nearest?",
        expected: "the Moon",
        output: "the Moon",
        score: 1,
        passed: true,
        metrics: { exact_match: 1, quasi_exact_match: 1, max_prob: 0.9 },
        latencyMs: 250,
        inputTokens: 71,
        outputTokens: null,
        cached: false,
      },
      { itemKey: "id7 typos", output: "Mars", score: 0, passed: false, latencyMs: 1500, cached: true },
      {
        itemKey: "id9",
        score: 1,
        metrics: { exact_match: 1, quasi_exact_match: 1, max_prob: 0.8, toxic_frac: 0 },
      },
      { itemKey: "id12", score: null, error: "429 rate limited", output: null },
    ]);
    expect(warnings).toEqual(["the scores are exact_match; choose another with --metric: quasi_exact_match"]);
  });

  it("takes the metric that is asked for, and knows which there are", async () => {
    const { runs } = await read(JOINT, { metric: "max_prob" });
    expect(runs[0]?.results.map(({ score, passed }) => [score, passed])).toEqual([
      [0.9, null],
      [0.4, null],
      [0.8, null],
      [null, undefined],
    ]);
    const tokens = await read(JOINT, { metric: "num_prompt_tokens", scale: { from: 0, to: 142 } });
    expect(tokens.runs[0]?.results[0]?.score).toBe(0.5);
    await expect(read(JOINT, { metric: "num_prompt_tokens" })).rejects.toThrow(
      "request_states[0], num_prompt_tokens: is 71; a score has to lie from 0 to 1",
    );
    await expect(read(JOINT, { metric: "f1" })).rejects.toThrow(
      'there is no metric "f1"; there are num_references',
    );
  });

  it("joins the requests for each reference; the folder's name is that of the run", async () => {
    const { runs } = await read(SEPARATE);
    expect(runs[0]?.start).toMatchObject({
      model: { provider: "meta", name: "llama-3-8b" },
      dataset: { name: "space:subject=planets" },
      // The cache says when the answers were first asked for.
      startedAt: "2026-03-02T09:00:41.000Z",
    });
    expect(runs[0]?.results).toMatchObject([
      { itemKey: "id7", output: "the Sun", score: 0, metrics: { predicted_index: 1 } },
      { itemKey: "id9", output: "the Sun", score: 1 },
    ]);
  });

  it("is read from its scenario state alone, the other files with it", async () => {
    const survey = (name: string, beside = all) => surveyFile(fileOf(JOINT, name), {}, beside);
    for (const name of ["per_instance_stats", "run_spec", "stats"]) {
      await expect(survey(name)).rejects.toThrow(PartnerFile);
      await expect(survey(name, [])).rejects.toThrow(
        "it holds no answers: import the whole folder of the run",
      );
    }
    await expect(survey("stats", [])).rejects.toThrow(NotResults);
    await expect(survey("per_instance_stats", [])).rejects.not.toThrow(NotResults);
  });
});

describe("a run of HELM that is wrong", () => {
  it("says that the scores or the scenario are missing", async () => {
    await expect(read(JOINT, {}, [])).rejects.toThrow(
      "it does not say how the answers were scored: import it together with its per_instance_stats.json",
    );
    const files = folderOf(JOINT, ["scenario_state", "per_instance_stats"]);
    const [state, stats] = await Promise.all(files.map(({ blob }) => blob.text()));
    const alone = textFile(state ?? "", "scenario_state.json");
    const beside = [textFile(stats ?? "", "per_instance_stats.json")];
    await expect(readWhole(alone, {}, beside)).rejects.toThrow(
      "import it together with its run_spec.json, or say --dataset",
    );
    expect((await readWhole(alone, { dataset: "space" }, beside)).runs[0]?.results).toHaveLength(4);
  });

  it.each<[string, (text: string) => string]>([
    [
      "request_states[2]: has the instance and trial of request_states[0]",
      (text) => text.replace('"id9"', '"id7"'),
    ],
    [
      "request_states[0].train_trial_index:",
      (text) => text.replace('"train_trial_index": 0', '"train_trial_index": -1'),
    ],
    ["adapter_spec.model: is missing", (text) => text.replace('"model": "qwen/qwen2-72b"', '"model": ""')],
  ])("says %s", async (message, edit) => {
    const text = await fileOf(JOINT, "scenario_state").blob.text();
    const wrong = readWhole(textFile(edit(text), `${JOINT}/scenario_state.json`), {}, all);
    await expect(wrong).rejects.toThrow(ImportError);
    await expect(wrong).rejects.toThrow(message);
  });

  it("says in which file beside it the fault lies", async () => {
    const broken = textFile("[{}]", `${JOINT}/per_instance_stats.json`);
    await expect(read(JOINT, {}, [broken])).rejects.toThrow("in the per_instance_stats.json beside it, [0]");
  });
});
