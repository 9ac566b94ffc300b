import type { StartRun } from "@evalboard/contract";
import { bareName } from "../bare-name.ts";
import { hash } from "../hash.ts";
import type { ImportOptions } from "../importer.ts";
import { modelNamed } from "../model-named.ts";
import { toName } from "../to-name.ts";
import type { LogHeader } from "./log-header.ts";

/** What identifies a log's run. The prompt is in the task's code, so its version is the code's: a commit, else a version. */
export function startOf({ eval: evaluation, stats }: LogHeader, options: ImportOptions): StartRun {
  const { eval_id, run_id, revision, task_version, packages, model } = evaluation;
  const task = bareName(evaluation.task) || "inspect";
  // A run of Inspect may be of several tasks and models; ids of evaluations came later than logs.
  const id = eval_id || `${run_id ?? ""}:${hash(JSON.stringify([task, model, evaluation.created]), 16)}`;
  // Not the clean commit's prompt, though nobody can say which.
  const changes = revision?.dirty ? ", with uncommitted changes" : "";
  const version = revision?.commit ? `commit ${revision.commit}${changes}` : `version ${task_version ?? 0}`;
  const startedAt = stats?.started_at ?? evaluation.created;
  return {
    externalId: toName(`inspect:${id}`),
    model: modelNamed(options.model ?? model),
    dataset: { name: options.dataset ?? (bareName(evaluation.dataset?.name ?? "") || task) },
    prompt: { name: options.prompt ?? task, text: `Inspect task ${task}, ${version}` },
    source: toName(`inspect ${packages?.inspect_ai ?? ""}`),
    ...(revision?.commit ? { commit: toName(`${revision.commit}${changes}`) } : {}),
    ...(startedAt ? { startedAt } : {}),
  };
}
