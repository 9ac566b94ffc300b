import type { StartRun } from "@evalboard/contract";
import { type PlacedResult, surveyResults } from "../check.ts";
import { hash } from "../hash.ts";
import {
  type SurveyedFile,
  type Importer,
  ImportError,
  type ImportOptions,
  type RunEnd,
  StillRunning,
} from "../importer.ts";
import { type Asked, markLimited } from "../limited.ts";
import { RunMetrics } from "../metrics.ts";
import { bareName, modelNamed, toName } from "../names.ts";
import { withoutStack } from "../text.ts";
import { type Choice, ScorerSurvey } from "./choose-scorer.ts";
import { type InspectLog, type LogHeader, openJsonLog, type PlacedSample } from "./log.ts";
import { promptText, SystemMessages } from "./prompt.ts";
import { resultOf, type Scoring } from "./results.ts";
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
  if (header.status === "started" && !options.unfinished) throw await stillRunning(log);
  const scorers = new ScorerSurvey(header, options);
  const system = new SystemMessages();
  const items = new Set<string>();
  const scoring = { chosen: null, words: options.words, metrics: new RunMetrics(), isChecked: false };
  let choice: Choice | null = null;
  const { count, results } = await surveyResults(
    () =>
      readResults(log, scoring, (placed) => {
        scorers.note(placed);
        system.note(placed.sample);
        items.add(String(placed.sample.id));
      }),
    "id and epoch",
    () => readResults(log, { ...scoring, chosen: choice?.chosen ?? null, isChecked: true }),
  );
  const end = endOf(header);
  if (count === 0) {
    const why = end.status === "failed" ? `: ${end.error}` : "";
    throw new ImportError(`samples: holds none${why}`);
  }
  choice = scorers.choose();
  const { chosen, unscored, notes } = choice;
  const tags = tagsOf(header);
  const limited = markLimited(askedOf(header, items.size), options);
  const scoreMetric = toName(chosen?.label ?? "");
  const start = {
    ...startOf(header, options, system.shared),
    ...limited.start,
    tags: tags.tags,
    ...(scoreMetric === "" ? {} : { scoreMetric }),
  };
  return {
    runs: [{ start, results: count, unscored, end }],
    warnings: [...notes, ...limited.warnings, ...scoring.metrics.notes(), ...tags.notes],
    results,
  };
}

async function* readResults(
  log: InspectLog,
  scoring: Scoring,
  note: (placed: PlacedSample) => void = () => {},
): AsyncGenerator<PlacedResult> {
  for await (const placed of log.samples()) {
    note(placed);
    yield { where: placed.where, result: resultOf(placed, scoring, log.header.eval.model) };
  }
}

/** That a log's evaluation goes on, and how far it is. */
async function stillRunning(log: InspectLog): Promise<StillRunning> {
  const { dataset, config } = log.header.eval;
  let there = 0;
  for await (const { sample } of log.samples()) there += sample.epoch > 0 ? 1 : 0;
  const items = Math.min(limitIn(config) ?? Number.POSITIVE_INFINITY, dataset?.samples ?? 0);
  const all = items * (typeof config?.epochs === "number" ? config.epochs : 1);
  const far =
    all > there ? `${there} of ${all} samples are` : `${there} ${there === 1 ? "sample is" : "samples are"}`;
  return new StillRunning(
    `the evaluation has not ended: ${far} in it; import it again when it has, or, where it was killed, with --unfinished as a failed run`,
  );
}

/** How many items were asked at most; of a range, `[from, to]`, and where all were, nothing. */
function limitIn(config: LogHeader["eval"]["config"]): number | null {
  const limit = config?.limit;
  return typeof limit === "number" ? limit : null;
}

/**
 * How many of the dataset's items were asked, where the log says that not all were: by a limit or by their ids. Inspect has
 * written the dataset's size before and after it was limited, so that a limit as large as the dataset is one, too.
 */
function askedOf({ status, eval: { config, dataset } }: LogHeader, items: number): Asked | null {
  const whole = dataset?.samples ?? null;
  const said = (config?.limit ?? config?.sample_id ?? null) !== null;
  const isBeyond = whole !== null && (limitIn(config) ?? 0) > whole;
  const isLess = status === "success" && whole !== null && items < whole;
  return (said && !isBeyond) || isLess ? { asked: items, whole } : null;
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
