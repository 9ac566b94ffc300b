import { batchResults } from "../batch-results.ts";
import { checkResult } from "../check-result.ts";
import { headKeys } from "../head-keys.ts";
import { ImportError } from "../import-error.ts";
import type { Importer } from "../importer.ts";
import { readJson } from "../read-json.ts";
import { readShape } from "../read-shape.ts";
import { readText } from "../read-text.ts";
import { endOf } from "./end-of.ts";
import { ExportFile, type Eval } from "./export-file.ts";
import { resultsOf } from "./results-of.ts";
import { startOf } from "./start-of.ts";

/** evalite's `--outputPath`: a run for each eval and variant. */
export const evalite: Importer = {
  format: "evalite",
  asks: "`evalite run --outputPath results.json`",

  recognises({ text }) {
    const keys = headKeys(text);
    return keys.has("run") && keys.has("evals");
  },

  async survey(file, options) {
    const { evals } = readShape(ExportFile, readJson(await readText(file)));
    const scored = evals.filter(hasScores);
    if (scored.length === 0) throw new ImportError("evals: none has a score; an eval needs a scorer");
    const runs = scored.map((evaluation) => ({
      start: startOf(evaluation, options, `evals[${evals.indexOf(evaluation)}]`),
      results: resultsOf(evaluation.results),
      end: endOf(evaluation),
    }));
    const ids = runs.map(({ start }) => start.externalId);
    const again = scored.find((_, index) => ids.indexOf(ids[index] ?? "") < index);
    if (again) throw new ImportError(`evals[${evals.indexOf(again)}]: stands there twice`);
    for (const { start, results } of runs)
      for (const result of results) checkResult(result, `"${start.dataset.name}", item ${result.itemKey}`);
    return {
      format: "evalite",
      runs: runs.map((run) => ({ ...run, results: run.results.length })),
      warnings: [
        ...evals.filter((each) => !hasScores(each)).map(leftOut),
        ...variantModels(scored, options.model),
      ],
      results: () =>
        batchResults(runs.flatMap(({ results }, run) => results.map((result) => ({ run, result })))),
    };
  },
};

/** Without scorers evalite writes an average of 0, which nobody measured. */
const hasScores = ({ results }: Eval) =>
  results.some(({ status, scores }) => status !== "success" || scores.length > 0);

const leftOut = ({ name }: Eval) => `"${name}" is left out: it has no scores`;

function variantModels(evals: readonly Eval[], model: string | undefined): string[] {
  const names = evals.flatMap(({ variantName }) => (model === undefined && variantName ? [variantName] : []));
  if (names.length === 0) return [];
  return [
    `the variants are taken for models (${[...new Set(names)].join(", ")}); if they are none, name it with --model`,
  ];
}
