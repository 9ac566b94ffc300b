import { hash } from "../hash.ts";
import type { ImportedRun, ImportOptions } from "../importer.ts";
import { canonicalJson } from "../canonical-json.ts";
import { modelNamed } from "../model-named.ts";
import { toName } from "../to-name.ts";
import { modelOf } from "./model-of.ts";
import { promptText } from "./prompt-text.ts";
import type { ResultsFile } from "./results-file.ts";

const MS_PER_SECOND = 1_000;

/** The run of one task: its dataset and its prompt are called as the task is. */
export function runOf(file: ResultsFile, task: string, options: ImportOptions): Omit<ImportedRun, "results"> {
  const started = Math.round(file.date * MS_PER_SECOND);
  const durationMs = Math.round((file.total_evaluation_time_seconds ?? 0) * MS_PER_SECOND);
  const name = toName(task) || "lm-eval";
  const identity = [file.date, file.config, file.git_hash, task, file.task_hashes];
  return {
    start: {
      externalId: toName(`lm-eval:${hash(canonicalJson(identity), 32)}:${name}`),
      model: options.model === undefined ? modelOf(file) : modelNamed(options.model),
      dataset: { name: options.dataset ?? name },
      prompt: { name: options.prompt ?? name, text: promptText(file, task) },
      source: toName(`lm-eval ${file.lm_eval_version ?? file.git_hash ?? ""}`),
      ...(file.git_hash ? { commit: toName(file.git_hash) } : {}),
      startedAt: new Date(started).toISOString(),
    },
    end: { status: "completed", at: new Date(started + durationMs).toISOString() },
  };
}
