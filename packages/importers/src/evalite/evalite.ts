import type { StartRun } from "@evalboard/contract";
import { batchResults } from "@evalboard/contract/batches";
import { checkResult, isUnscored, readShape } from "../check.ts";
import { hash } from "../hash.ts";
import { type Importer, ImportError, type ImportOptions, type RunEnd } from "../importer.ts";
import { readJson } from "../json.ts";
import { describeMetrics, RunMetrics } from "../metrics.ts";
import { modelNamed, toName } from "../names.ts";
import { readText } from "../read-file.ts";
import type { ScoreRules } from "../scale.ts";
import { canonicalJson, onScale } from "../text.ts";
import { type Eval, exportRead } from "./file.ts";
import { resultsOf } from "./results.ts";

/** evalite's `--outputPath`: a run for each eval and variant. */
export const evalite: Importer = {
  recognises: ({ keys }) => keys.has("run") && keys.has("evals"),

  async survey(file, options) {
    const { evals } = readShape(exportRead(options), readJson(await readText(file)));
    const runs = [...evals.entries()]
      .filter(([, { results }]) => results.length > 0)
      .map(([index, evaluation]) => {
        const metrics = new RunMetrics();
        const results = resultsOf(evaluation.results, metrics);
        const start = {
          ...startOf(evaluation, options, `evals[${index}]`),
          ...aboutScores(metrics, options),
        };
        return { index, start, results, end: endOf(evaluation), metrics };
      });
    if (runs.length === 0) throw new ImportError("evals: none holds a result");
    const ids = runs.map(({ start }) => start.externalId);
    const again = runs.find((_, at) => ids.indexOf(ids[at] ?? "") < at);
    if (again) throw new ImportError(`evals[${again.index}]: stands there twice`);
    for (const { start, results } of runs)
      for (const result of results) checkResult(result, `"${start.dataset.name}", item ${result.itemKey}`);
    return {
      runs: runs.map(({ start, end, results }) => ({
        start,
        results: results.length,
        unscored: results.filter(isUnscored).length,
        end,
      })),
      warnings: [
        ...evals.filter((each) => !hasScores(each)).map(withoutScores),
        ...variantModels(evals, options.model),
        ...new Set(runs.flatMap(({ metrics }) => metrics.notes())),
      ],
      results: () =>
        batchResults(runs.flatMap(({ results }, run) => results.map((result) => ({ run, result })))),
    };
  },
};

/** What is known of a run's scorers: each is better when higher, unless the person says otherwise, and the score is their mean, of one its own. */
function aboutScores(
  { names }: RunMetrics,
  { lowerIsBetter = false }: ScoreRules,
): Pick<StartRun, "metrics" | "scoreMetric"> {
  const [only] = names;
  return {
    ...describeMetrics(names, () => !lowerIsBetter),
    ...(only !== undefined && names.length === 1 ? { scoreMetric: only } : {}),
  };
}

/** Without scorers evalite writes an average of 0, which nobody measured. */
const hasScores = ({ results }: Eval) =>
  results.some(({ status, scores }) => status !== "success" || scores.length > 0);

const withoutScores = ({ name, results }: Eval) =>
  results.length === 0 ? `"${name}" is left out: it holds no results` : `nothing was scored in "${name}"`;

function variantModels(evals: readonly Eval[], model: string | undefined): string[] {
  const names = evals.flatMap(({ variantName }) => (model === undefined && variantName ? [variantName] : []));
  if (names.length === 0) return [];
  return [
    `the variants are taken for models (${[...new Set(names)].join(", ")}); if they are none, name it with --model`,
  ];
}

/** How and when an eval ended: when its last result was written, to the second. */
function endOf({ createdAt, results }: Eval): RunEnd {
  const times = results.map((result) => Date.parse(result.createdAt ?? createdAt));
  const last = times.reduce((latest, time) => Math.max(latest, time), Date.parse(createdAt));
  const at = new Date(last).toISOString();
  // Where its data cannot be read evalite writes one result that is of no item, and not why.
  const [only] = results;
  const noData = results.length === 1 && only?.status === "fail" && only.input === null;
  return noData
    ? { status: "failed", at, error: "evalite could not read its data" }
    : { status: "completed", at };
}

/**
 * What identifies an eval's run. The model is what the importing person says, else what the variant is called.
 * Where the person says it, a variant is one of prompts, with a history of its own. Throws `ImportError` without a model.
 */
function startOf(evaluation: Eval, options: ImportOptions, where: string): StartRun {
  const group = toName(evaluation.variantGroup || evaluation.name) || "evalite";
  const variant = toName(evaluation.variantName ?? "");
  const model = options.model ?? variant;
  if (model === "") {
    throw new ImportError(
      `${where}: evalite does not say which model "${group}" asked; name it with --model provider/name`,
    );
  }
  const variantIsPrompt = options.model !== undefined && variant !== "";
  const prompt = options.prompt ?? group;
  return {
    externalId: `evalite:${hash(canonicalJson(identityOf(evaluation)), 32)}`,
    model: modelNamed(model),
    dataset: { name: options.dataset ?? group },
    prompt: {
      name: variantIsPrompt ? toName(`${prompt} / ${variant}`) : prompt,
      text: variantIsPrompt ? `evalite ${group} [${variant}]` : `evalite ${group}`,
    },
    source: "evalite",
    ...(variant === "" ? {} : { tags: { variant } }),
    startedAt: evaluation.createdAt,
  };
}

/** evalite counts runs from 1 in each checkout: only what an eval holds tells it from all others. */
function identityOf({ id, name, createdAt, results }: Eval) {
  const answers = results.map((result) => [
    result.id,
    result.input,
    result.output,
    onScale(result.given) ?? result.given,
  ]);
  return [id, name, createdAt, answers];
}
