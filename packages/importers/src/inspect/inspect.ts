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
import { isRecord } from "../json.ts";
import { bareName, modelNamed, toName } from "../names.ts";
import { withoutStack } from "../text.ts";
import { type InspectLog, type LogHeader, openJsonLog } from "./log.ts";
import { resultOf } from "./results.ts";

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
  const { count, results } = await surveyResults(() => readResults(log, chosen));
  const end = endOf(header);
  if (count === 0) {
    const why = end.status === "failed" ? `: ${end.error}` : "";
    throw new ImportError(`samples: holds none${why}`);
  }
  return {
    runs: [{ start: startOf(header, options), results: count, end }],
    warnings: warningsOf(chosen),
    results,
  };
}

async function* readResults(log: InspectLog, chosen: ChosenScorer | null): AsyncGenerator<PlacedResult> {
  for await (const placed of log.samples())
    yield { where: placed.where, result: resultOf(placed, chosen, log.header.eval.model) };
}

function warningsOf(chosen: ChosenScorer | null): string[] {
  if (chosen === null) return ["nothing was scored"];
  if (chosen.others.length === 0) return [];
  return [`the scores are of ${chosen.label}; choose another with --scorer: ${chosen.others.join(", ")}`];
}

/** A scorer, and which of its scores where it gives several. */
export interface ChosenScorer {
  readonly scorer: string;
  readonly part: string | null;
  /** As the person says it: `scorer` or `scorer/part`. */
  readonly label: string;
  /** The labels of all that the log has besides. */
  readonly others: readonly string[];
}

type Candidate = Pick<ChosenScorer, "scorer" | "part" | "label">;

/**
 * Whose scores to take: what the person says, else the first of the log's results. Null where the log has no scores at
 * all, as one that broke before its first. Throws `ImportError` where what is asked for is not there.
 */
async function chooseScorer(log: InspectLog, asked: string | undefined): Promise<ChosenScorer | null> {
  const candidates = unique([...ofResults(log), ...(await ofFirstSample(log))]);
  const chosen = asked === undefined ? candidates[0] : candidates.find(({ label }) => label === asked);
  const labels = candidates.map(({ label }) => label);
  if (chosen) return { ...chosen, others: labels.filter((label) => label !== chosen.label) };
  if (asked === undefined) return null;
  const there = labels.length > 0 ? `there are ${labels.join(", ")}` : "there are no scores";
  throw new ImportError(`there is no scorer ${JSON.stringify(asked)}; ${there}`);
}

function ofResults({ header }: InspectLog): Candidate[] {
  return (header.results?.scores ?? []).map(({ name, scorer }) => candidate(scorer ?? name, name));
}

/** A log that broke has no results, but may have samples that were scored. */
async function ofFirstSample(log: InspectLog): Promise<Candidate[]> {
  for await (const { sample } of log.samples()) {
    const scores = Object.entries(sample.scores ?? {});
    if (scores.length === 0) continue;
    return scores.flatMap(([scorer, { value }]) =>
      isRecord(value)
        ? Object.keys(value).map((part) => candidate(scorer, part))
        : [candidate(scorer, scorer)],
    );
  }
  return [];
}

function candidate(scorer: string, name: string): Candidate {
  if (name === scorer) return { scorer, part: null, label: scorer };
  return { scorer, part: name, label: `${scorer}/${name}` };
}

/** A scorer stands once for each way to reduce epochs. */
function unique(candidates: readonly Candidate[]): Candidate[] {
  return [...new Map(candidates.toReversed().map((each) => [each.label, each])).values()].toReversed();
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

/** What identifies a log's run. The prompt is in the task's code, so its version is the code's: a commit, else a version. */
function startOf({ eval: evaluation, stats }: LogHeader, options: ImportOptions): StartRun {
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
