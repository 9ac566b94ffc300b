import type { StartRun } from "@evalboard/contract";
import { type PlacedResult, surveyResults } from "../check.ts";
import { hash } from "../hash.ts";
import {
  type SurveyedFile,
  type Importer,
  ImportError,
  type ImportOptions,
  type RunEnd,
} from "../importer.ts";
import { RunMetrics } from "../metrics.ts";
import { bareName, modelNamed, toName } from "../names.ts";
import { withoutStack } from "../text.ts";
import { type InspectLog, type LogHeader, openJsonLog } from "./log.ts";
import { promptText, SystemMessages } from "./prompt.ts";
import { resultOf, type Scoring } from "./results.ts";
import { chooseScorer } from "./scorers.ts";
import { tagsOf } from "./tags.ts";

/** Inspect AI's `.eval` log: one run. */
export const inspect: Importer = {
  recognises: ({ name, text }) =>
    text.startsWith("PK\u0003\u0004") && (/\.eval$/i.test(name) || text.includes("_journal/")),

  async survey(file, options) {
    // The zip library is for the few who drop a zip: a page loads it then.
    const { openEvalLog } = await import("./eval-log.ts");
    return surveyLog(await openEvalLog(file), options);
  },
};

/** Inspect AI's `.json` log: one run. */
export const inspectJson: Importer = {
  recognises: ({ keys }) => keys.has("eval.task") || (keys.has("status") && keys.has("eval")),

  survey: async (file, options) => surveyLog(await openJsonLog(file), options),
};

/** What a log of either kind holds: one run. Throws `ImportError`. */
async function surveyLog(log: InspectLog, options: ImportOptions): Promise<SurveyedFile> {
  const { header } = log;
  const chosen = await chooseScorer(log, options.scorer);
  const metrics = new RunMetrics();
  const system = new SystemMessages();
  const { count, unscored, results } = await surveyResults(
    () => readResults(log, { chosen, metrics }, system),
    "id and epoch",
  );
  const end = endOf(header);
  if (count === 0) {
    const why = end.status === "failed" ? `: ${end.error}` : "";
    throw new ImportError(`samples: holds none${why}`);
  }
  const { tags, notes } = tagsOf(header);
  const scoreMetric = toName(chosen.label ?? "");
  const start = {
    ...startOf(header, options, system.shared),
    tags,
    ...(scoreMetric === "" ? {} : { scoreMetric }),
  };
  return {
    runs: [{ start, results: count, unscored, end }],
    warnings: [...chosen.notes, ...metrics.notes(), ...notes],
    results,
  };
}

async function* readResults(
  log: InspectLog,
  scoring: Scoring,
  system: SystemMessages,
): AsyncGenerator<PlacedResult> {
  for await (const placed of log.samples()) {
    system.note(placed.sample);
    yield { where: placed.where, result: resultOf(placed, scoring, log.header.eval.model) };
  }
}

const WHY = {
  error: "The evaluation broke and did not say why",
  cancelled: "The evaluation was cancelled",
  started: "The evaluation had not ended when its log was written",
};

/** How and when a log's evaluation ended; never before it began. */
function endOf({ status, error, stats, eval: { created } }: LogHeader): RunEnd {
  const started = stats?.started_at ?? created;
  const ended = stats?.completed_at ?? started;
  const latest = started && ended && Date.parse(ended) < Date.parse(started) ? started : ended;
  const at = latest ? { at: latest } : {};
  if (status === "success") return { status: "completed", ...at };
  return { status: "failed", ...at, error: withoutStack(error?.message ?? "") || WHY[status] };
}

/** What identifies a log's run. */
function startOf(header: LogHeader, options: ImportOptions, system: string | null): StartRun {
  const { eval: evaluation, stats } = header;
  const { eval_id, run_id, revision, packages, model } = evaluation;
  const task = bareName(evaluation.task) || "inspect";
  // A run of Inspect may be of several tasks and models; ids of evaluations came later than logs.
  const id = eval_id || `${run_id ?? ""}:${hash(JSON.stringify([task, model, evaluation.created]), 16)}`;
  const changes = revision?.dirty ? ", with uncommitted changes" : "";
  const startedAt = stats?.started_at ?? evaluation.created;
  return {
    externalId: toName(`inspect:${id}`),
    model: modelNamed(options.model ?? model),
    dataset: { name: options.dataset ?? (bareName(evaluation.dataset?.name ?? "") || task) },
    prompt: { name: options.prompt ?? task, text: promptText(header, task, system) },
    source: toName(`inspect ${packages?.inspect_ai ?? ""}`),
    ...(revision?.commit ? { commit: toName(`${revision.commit}${changes}`) } : {}),
    ...(startedAt ? { startedAt } : {}),
  };
}
