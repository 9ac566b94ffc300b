import type { StartRun } from "@evalboard/contract";
import { hash } from "../hash.ts";
import type { ImportedRun, ImportOptions } from "../importer.ts";
import type { Asked } from "../limited.ts";
import { bareName, fileName, modelNamed, toName } from "../names.ts";
import { type FoundTags, gatherTags, generationSettings } from "../tags.ts";
import { canonicalJson, toText } from "../text.ts";
import type { ResultsFile } from "./file.ts";

const MS_PER_SECOND = 1_000;

/** The run of one task: its dataset and its prompt are called as the task is. */
export function runOf(
  file: ResultsFile,
  task: string,
  options: ImportOptions,
): Pick<ImportedRun, "start" | "end"> {
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
      Object.entries(args).flatMap(([key, value]) =>
        ["string", "number", "boolean"].includes(typeof value) ? [[key, String(value)]] : [],
      ),
    );
  }
  return new Map(
    args.split(",").map((arg) => {
      const [key = "", ...value] = arg.split("=");
      return [key.trim(), value.join("=").trim()];
    }),
  );
}

/** Those of a model's arguments that are its name, see `modelOf`. */
const OF_THE_NAME = new Set(["pretrained", "model", "engine", "revision", "peft", "delta"]);

/** The tags of a task's run: the model's further arguments, examples in the prompt, a limit, and what answers were generated with. */
export function tagsOf({ config, configs, "n-shot": shots }: ResultsFile, task: string): FoundTags {
  const args = [...argsOf(config.model_args ?? "")].filter(([key]) => key !== "" && !OF_THE_NAME.has(key));
  return gatherTags(
    { num_fewshot: own(shots, task) ?? own(configs, task)?.num_fewshot, limit: config.limit },
    generationSettings(Object.fromEntries(argsOf(config.gen_kwargs ?? ""))),
    Object.fromEntries(args),
  );
}

/**
 * How many of a task's items were asked, where the file says that not all were; `there` are in the samples. A limit that is
 * as large as the task is one: a file may hold the task's size after it was limited.
 */
export function askedOf(file: ResultsFile, task: string, there: number): Asked | null {
  const { original: whole = null, effective } = own(file["n-samples"], task) ?? {};
  const asked = Math.min(there, effective ?? there);
  if (whole !== null && asked < whole) return { asked, whole };
  const { limit } = file.config;
  const isLimit = typeof limit === "number" && (whole === null || limit <= whole);
  return isLimit ? { asked, whole } : null;
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
