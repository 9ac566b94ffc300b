import type { StartRun } from "@evalboard/contract";
import { type PlacedResult, surveyResults } from "../check.ts";
import { hash } from "../hash.ts";
import { type Importer, ImportError, type ImportOptions, type RunEnd } from "../importer.ts";
import { RunMetrics } from "../metrics.ts";
import { bareName, modelNamed, toName } from "../names.ts";
import { gatherTags, generationSettings } from "../tags.ts";
import { canonicalJson, toText } from "../text.ts";
import type { Spec } from "./file.ts";
import { type LogOutline, outlineOf, readSamples } from "./read-samples.ts";
import { resultOf, Scoring } from "./results.ts";

/** The log of OpenAI's `oaieval`: one run. */
export const openaiEvals: Importer = {
  recognises: ({ keys }) => keys.has("spec.eval_name") || keys.has("spec.base_eval"),

  async survey(file, options) {
    const scoring = new Scoring(options);
    const outline = await outlineOf(file, (event) => scoring.look(event));
    if (outline.ends.size === 0) {
      throw new ImportError(
        "it holds no samples: oaieval writes them when it ends, so let it end, without --dry-run and --http-run",
      );
    }
    const { metric } = scoring;
    const metrics = new RunMetrics();
    async function* read(): AsyncGenerator<PlacedResult> {
      for await (const sample of readSamples(file, outline))
        yield { where: `line ${sample.line}`, result: resultOf(sample, scoring, metrics) };
    }
    const { count, unscored, results } = await surveyResults(read, "sample_id");
    const { tags, notes } = tagsOf(outline.spec);
    const start = {
      ...startOf(outline.spec, options),
      tags,
      ...(metric === null ? {} : { scoreMetric: toName(metric) || "match" }),
    };
    return {
      runs: [{ start, results: count, unscored, end: endOf(outline) }],
      warnings: [...scoring.notes(), ...metrics.notes(), ...notes],
      results,
    };
  },
};

/** The events are written before the final report or after it, but a log without one was killed. */
function endOf({ spec: { created_at }, hasReport, lastAt }: LogOutline): RunEnd {
  const last = lastAt && created_at && lastAt < created_at ? created_at : (lastAt ?? created_at);
  const at = last ? { at: last.toISOString() } : {};
  return hasReport
    ? { status: "completed", ...at }
    : { status: "failed", ...at, error: "The evaluation ended without a final report" };
}

function startOf(spec: Spec, options: ImportOptions): StartRun {
  const { eval_name, run_id, run_config, created_at } = spec;
  const name = bareName(eval_name) || "openai-evals";
  const { cls, args } = run_config?.eval_spec ?? {};
  const id = toName(run_id ?? "") || hash(canonicalJson(spec), 32);
  return {
    externalId: toName(`openai-evals:${id}`),
    model: options.model === undefined ? modelOf(spec) : modelNamed(options.model),
    dataset: { name: options.dataset ?? name },
    prompt: {
      name: options.prompt ?? name,
      text: toText({ eval: eval_name, class: cls ?? null, arguments: args ?? {} }) ?? name,
    },
    source: "openai-evals",
    ...(typeof run_config?.max_samples === "number" ? { limited: true } : {}),
    ...(created_at ? { startedAt: created_at.toISOString() } : {}),
  };
}

/** A name alone is one of OpenAI's API, if it looks so; with slashes it is a key of the registry, such as `generation/cot/gpt-4`. */
function modelOf({ completion_fns, model_name }: Spec): StartRun["model"] {
  const name = toName((completion_fns ?? [model_name ?? ""]).join(","));
  if (name === "")
    throw new ImportError(
      "line 1, spec.completion_fns: is missing; say which model answered with --model provider/name",
    );
  const ofOpenai = /^(?:gpt-|chatgpt-|o\d|text-|code-|davinci|curie|babbage|ada\b)[^/,]*$/.test(name);
  return { provider: ofOpenai ? "openai" : "unknown", name };
}

function tagsOf({ split, run_config }: Spec) {
  const { seed, max_samples, eval_spec } = run_config ?? {};
  return gatherTags({ split, seed, max_samples }, generationSettings(eval_spec?.args));
}
