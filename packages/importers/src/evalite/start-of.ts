import type { StartRun } from "@evalboard/contract";
import { canonicalJson } from "../canonical-json.ts";
import { hash } from "../hash.ts";
import { ImportError } from "../import-error.ts";
import type { ImportOptions } from "../importer.ts";
import { modelNamed } from "../model-named.ts";
import { toName } from "../to-name.ts";
import type { Eval } from "./export-file.ts";

/**
 * What identifies an eval's run. The model is what the importing person says, else what the variant is called.
 * Where the person says it, a variant is one of prompts, with a history of its own. Throws `ImportError` without a model.
 */
export function startOf(evaluation: Eval, options: ImportOptions, where: string): StartRun {
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
    startedAt: evaluation.createdAt,
  };
}

/** evalite counts runs from 1 in each checkout: only what an eval holds tells it from all others. */
function identityOf({ id, name, createdAt, results }: Eval) {
  const answers = results.map((result) => [result.id, result.input, result.output, result.averageScore]);
  return [id, name, createdAt, answers];
}
