import type { NewResult, StartRun } from "@evalboard/contract";
import { type PlacedResult, readShape } from "../check.ts";
import { hash } from "../hash.ts";
import { type ImportedRun, ImportError, type ImportOptions, type SourceFile } from "../importer.ts";
import { isRecord, readJsonLine, readLenientJson } from "../json.ts";
import { bareName, fileName, modelNamed, toName } from "../names.ts";
import { readLines } from "../read-file.ts";
import { canonicalJson, onScale, toText } from "../text.ts";
import type { ChosenScore } from "./choose-score.ts";
import { type ResultsFile, SampleLine } from "./file.ts";

/**
 * The results of the chosen filter, each item once, in the file's order: other filters read the same answers again.
 * A document that stands in the dataset twice is a repeat. Throws `ImportError`.
 */
export async function* readResults(
  file: SourceFile,
  { metric, filter }: ChosenScore,
): AsyncGenerator<PlacedResult> {
  const repeats = new Map<string, number>();
  const others = new Set<string>();
  for await (const { number, text } of readLines(file)) {
    const where = `line ${number}`;
    const sample = readShape(SampleLine, readJsonLine(text, number, readLenientJson), where);
    if (sample.filter !== filter) {
      others.add(sample.filter);
      continue;
    }
    const itemKey = itemKeyOf(sample);
    const repeat = (repeats.get(itemKey) ?? 0) + 1;
    repeats.set(itemKey, repeat);
    yield { where, result: resultOf(sample, repeat, { metric, where }) };
  }
  if (repeats.size === 0) {
    throw new ImportError(`there is no line of the filter ${filter}; there are ${[...others].join(", ")}`);
  }
}

/** What stays the same of an item between runs: the harness's own hash of the document, else ours. */
function itemKeyOf({ doc_hash, doc }: SampleLine): string {
  return toName(doc_hash ?? "") || hash(canonicalJson(doc), 32);
}

/** One line as a result. The harness measures neither time nor tokens of an item. Throws `ImportError`. */
function resultOf(
  line: SampleLine,
  repeat: number,
  { metric, where }: { readonly metric: string; readonly where: string },
): NewResult {
  const score = scoreOf(line, metric, where);
  return {
    itemKey: itemKeyOf(line),
    repeat,
    input: toText(questionOf(line)),
    expected: toText(targetOf(line)),
    output: toText(answerOf(line)),
    score,
    error: score === null ? `${metric} gave no score` : null,
  };
}

/** Null where the metric is NaN: it could not be computed, which says nothing of the model. */
function scoreOf(line: SampleLine, metric: string, where: string): number | null {
  const value = Object.hasOwn(line, metric) ? line[metric] : undefined;
  if (value === null) return null;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value !== "number") {
    const what =
      value === undefined ? "is missing" : `is ${Array.isArray(value) ? "a list" : `a ${typeof value}`}`;
    throw new ImportError(`${where}, ${metric}: ${what}; expected a number, choose another with --metric`);
  }
  const score = onScale(value);
  if (score !== null) return score;
  throw new ImportError(
    `${where}, ${metric}: is ${value}; a score has to lie from 0 to 1, choose another with --metric`,
  );
}

/** What the model was asked: the first request's text, which the requests of a multiple choice share. */
function questionOf(line: SampleLine): unknown {
  const first = requestsOf(line)[0]?.[0];
  return typeof first === "string" ? first : (line.arguments ?? line.doc);
}

/** What was expected: of a multiple choice the text of the choice, which the file has as its index. */
function targetOf(line: SampleLine): unknown {
  const index = /^\d+$/.test(String(line.target)) ? Number(line.target) : null;
  return index === null || likelihoodsOf(line) === null ? line.target : choiceAt(line, index, line.target);
}

/** What the model answered: its text, of a multiple choice the choice that it held for the likeliest. */
function answerOf(line: SampleLine): unknown {
  const { filtered_resps: answers } = line;
  if (Array.isArray(answers) && answers.length === 1 && typeof answers[0] === "string") return answers[0];
  const likelihoods = likelihoodsOf(line);
  if (likelihoods === null) return answers;
  const [, best] = likelihoods.reduce(
    ([top, at], likelihood, index) => (likelihood > top ? [likelihood, index] : [top, at]),
    [Number.NEGATIVE_INFINITY, 0],
  );
  return choiceAt(line, best, answers);
}

/** The log-likelihood of each choice; null where there was nothing to choose. */
function likelihoodsOf({ filtered_resps: answers }: SampleLine): number[] | null {
  if (!Array.isArray(answers) || answers.length < 2) return null;
  const likelihoods = answers.map((answer: unknown) =>
    Array.isArray(answer) ? Number(answer[0]) : Number.NaN,
  );
  return likelihoods.some((likelihood) => Number.isNaN(likelihood)) ? null : likelihoods;
}

function choiceAt(line: SampleLine, index: number, otherwise: unknown): unknown {
  const choice = requestsOf(line)[index]?.[1];
  return typeof choice === "string" ? choice.trim() : otherwise;
}

/** Lists in older files; `{gen_args_0: {arg_0, arg_1}}` in newer ones. */
function requestsOf({ arguments: requests }: SampleLine): unknown[][] {
  const list: unknown = isRecord(requests) ? Object.values(requests) : requests;
  if (!Array.isArray(list)) return [];
  return list.map((request: unknown) => {
    if (Array.isArray(request)) return request;
    return isRecord(request) ? Object.values(request) : [request];
  });
}

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

/**
 * The backend (`hf`, `vllm`, `openai-chat-completions`) and the model that it was given: `pretrained=org/name`, with a
 * revision or an adapter where it has one, since these are other weights.
 */
function modelOf({ config, model_name }: ResultsFile): StartRun["model"] {
  const args = argsOf(config.model_args ?? "");
  const base = bareName(
    args.get("pretrained") || args.get("model") || args.get("engine") || model_name || "",
  );
  const revision = args.get("revision");
  const adapter = args.get("peft") || args.get("delta");
  const provider = toName(config.model ?? "") || "lm-eval";
  const name = [
    base || provider,
    revision && revision !== "main" ? `@${revision}` : "",
    adapter ? ` + ${fileName(adapter)}` : "",
  ].join("");
  return { provider, name: toName(name) };
}

function argsOf(args: NonNullable<ResultsFile["config"]["model_args"]>): ReadonlyMap<string, string> {
  if (typeof args !== "string") {
    return new Map(
      Object.entries(args).flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : [])),
    );
  }
  return new Map(
    args.split(",").map((arg) => {
      const [key = "", ...value] = arg.split("=");
      return [key.trim(), value.join("=").trim()];
    }),
  );
}

/** What of a task's configuration the model gets to read. */
const ASKED = [
  "description",
  "doc_to_text",
  "doc_to_target",
  "doc_to_choice",
  "target_delimiter",
  "fewshot_delimiter",
  "fewshot_config",
  "fewshot_split",
  "use_prompt",
  "gen_prefix",
  "assistant_prefill",
];

/**
 * What tells one version of a task's prompt from another: the part of its configuration that makes the prompts, its
 * version and the system instruction. Not the set of `prompt_hash`: that has one per item and changes with `--limit`,
 * so that a trial with ten items would be a new version of the prompt.
 */
function promptText(file: ResultsFile, task: string): string {
  const config = own(file.configs, task) ?? {};
  const asked = ASKED.flatMap((key) =>
    config[key] === undefined || config[key] === null ? [] : [[key, config[key]]],
  );
  const identity = {
    task,
    version: own(file.versions, task) ?? null,
    num_fewshot: own(file["n-shot"], task) ?? config.num_fewshot ?? null,
    ...Object.fromEntries(asked),
    system_instruction: file.system_instruction ?? null,
    chat_template_sha: file.chat_template_sha ?? null,
  };
  // A function that has no source is written with its place in memory, another each time.
  return (toText(identity) ?? task).replaceAll(/ at 0x[0-9a-f]+/gi, "");
}

function own<Value>(
  record: Readonly<Record<string, Value>> | null | undefined,
  key: string,
): Value | undefined {
  return record && Object.hasOwn(record, key) ? record[key] : undefined;
}
