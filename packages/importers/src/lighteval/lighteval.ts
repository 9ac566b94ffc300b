import type { StartRun } from "@evalboard/contract";
import { readShape, surveyResults } from "../check.ts";
import { hashFile } from "../hash.ts";
import { readHead } from "../head.ts";
import {
  type FileHead,
  type Importer,
  ImportError,
  type ImportOptions,
  PartnerFile,
  type RunEnd,
  type SourceFile,
} from "../importer.ts";
import { isRecord, readLenientJson } from "../json.ts";
import { describeMetrics, RunMetrics } from "../metrics.ts";
import { fileName, modelNamed, toName } from "../names.ts";
import { readText } from "../read-file.ts";
import { gatherTags, generationSettings } from "../tags.ts";
import { toText } from "../text.ts";
import { ResultsFile } from "./file.ts";
import { ChosenMetric, resultsOf, sampleIn } from "./results.ts";

/** lighteval's details of a task, with the results file of the same date: a run for each task. */
export const lighteval: Importer = {
  recognises: (head) => isDetails(head) || isResults(head),

  async survey(file, options, beside) {
    if (isResults(await readHead(file))) throw withoutItems(file, beside);
    const named = detailsName(file.name);
    if (!named)
      throw new ImportError(
        "it has to keep the name that lighteval gave it, details_<task>_<date>.parquet: the task stands there alone",
      );
    const results = await readPartner(beside.find(({ name }) => resultsDate(name) === named.date));
    const config = configOf(results, named.task);
    // The library for Parquet is for the few who have such files: a page loads it then.
    const { readDetails } = await import("./details.ts");
    const better = (name: string) => higherIsBetter(config, name);
    const chosen = new ChosenMetric(options, (name) => better(name) === false);
    for await (const row of readDetails(file)) chosen.look(sampleIn(row));
    const metrics = new RunMetrics();
    const { count, unscored, ...read } = await surveyResults(
      () => resultsOf(readDetails(file), chosen, metrics),
      "sample and repeat",
    );
    if (count === 0) throw new ImportError("it holds no samples");
    const { name } = chosen;
    const { tags, notes } = tagsOf(results, named);
    const { start, end } = runOf(results, named, config, options);
    return {
      ...read,
      runs: [
        {
          start: {
            ...start,
            externalId: `lighteval:${await hashFile(file, 32)}`,
            tags,
            ...(name === null ? {} : { scoreMetric: toName(name) || "score" }),
            ...describeMetrics(metrics.names, better),
          },
          results: count,
          unscored,
          end,
        },
      ],
      warnings: [...chosen.notes(), ...metrics.notes(), ...notes],
    };
  },
};

const isDetails = ({ name, text }: FileHead) => text.startsWith("PAR1") && detailsName(name) !== null;
const isResults = ({ keys }: FileHead) => keys.has("config_general") && keys.has("results");

interface DetailsName {
  /** `gsm8k`, with its suite in older versions: `leaderboard|gsm8k`. */
  readonly task: string;
  readonly shots: string | null;
  readonly date: string;
}

const DATE = String.raw`(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d(?:\.\d+)?)`;

/** The task and date in the name of a details file; null where it has another name. */
function detailsName(path: string): DetailsName | null {
  const [, whole, date] = new RegExp(`^details_(.+)_${DATE}\\.parquet$`).exec(fileName(path)) ?? [];
  if (!whole || !date) return null;
  const [, task, shots] = /^(.+)\|(\d+)$/.exec(whole) ?? [];
  return { task: task ?? whole, shots: shots ?? null, date };
}

function resultsDate(path: string): string | null {
  return new RegExp(`^results_${DATE}\\.json$`).exec(fileName(path))?.[1] ?? null;
}

function withoutItems({ name }: SourceFile, beside: readonly SourceFile[]): ImportError {
  const date = resultsDate(name);
  return beside.some((other) => date !== null && detailsName(other.name)?.date === date)
    ? new PartnerFile("it holds no samples; it is read with the details_*.parquet files of its date")
    : new ImportError(
        "it holds no samples: run lighteval with --save-details, and import the whole output folder, with its details_*.parquet files",
      );
}

async function readPartner(file: SourceFile | undefined): Promise<ResultsFile | null> {
  if (!file) return null;
  try {
    return readShape(ResultsFile, readLenientJson(await readText(file)));
  } catch (cause) {
    if (!(cause instanceof ImportError)) throw cause;
    throw new ImportError(`in the results file of its date, ${cause.message}`, { cause });
  }
}

type TaskConfig = Readonly<Record<string, unknown>>;

/** How the task asks its model; its name stands there with or without its few shots. */
function configOf(results: ResultsFile | null, task: string): TaskConfig {
  const configs = Object.entries(results?.config_tasks ?? {});
  return configs.find(([key]) => key === task || key.replace(/\|\d+$/, "") === task)?.[1] ?? {};
}

/** What the task says of a metric: of one, or of each that one entry gives. */
function higherIsBetter(config: TaskConfig, metric: string): boolean | null {
  const list = config.metrics ?? config.metric;
  for (const entry of Array.isArray(list) ? list : []) {
    if (!isRecord(entry)) continue;
    const { metric_name: name, higher_is_better: better } = entry;
    if (name === metric && typeof better === "boolean") return better;
    if (isRecord(better) && typeof better[metric] === "boolean") return better[metric];
  }
  return null;
}

/** What of a task's configuration the model gets to read. */
const ASKED = [
  "prompt_function",
  "hf_repo",
  "hf_subset",
  "evaluation_splits",
  "few_shots_split",
  "few_shots_select",
  "generation_size",
  "stop_sequence",
  "version",
];

const MS_PER_SECOND = 1_000;

function runOf(
  results: ResultsFile | null,
  { task, shots, date }: DetailsName,
  config: TaskConfig,
  options: ImportOptions,
): { readonly start: Omit<StartRun, "externalId">; readonly end: RunEnd } {
  const general = results?.config_general;
  const model = options.model ?? general?.model_config?.model_name ?? general?.model_name ?? "";
  if (model.trim() === "")
    throw new ImportError(
      `it does not say which model answered: import it together with its results_${date}.json, or say --model provider/name`,
    );
  const name = toName(task) || "lighteval";
  const asked = ASKED.flatMap((key) =>
    config[key] === undefined || config[key] === null ? [] : [[key, config[key]]],
  );
  const [day, time = ""] = date.split("T");
  const ended = Date.parse(`${day}T${time.replaceAll("-", ":")}Z`);
  if (Number.isNaN(ended)) throw new ImportError(`its name says ${date}, which is no time`);
  const tookMs = Math.round((general?.total_evaluation_time_secondes ?? 0) * MS_PER_SECOND);
  const sha = toName(general?.lighteval_sha ?? "");
  return {
    start: {
      model: modelNamed(model),
      dataset: { name: options.dataset ?? name },
      prompt: {
        name: options.prompt ?? name,
        text: toText({ task, num_fewshot: shots, ...Object.fromEntries(asked) }) ?? name,
      },
      source: "lighteval",
      ...(sha === "" || sha === "?" ? {} : { commit: sha }),
      ...(typeof general?.max_samples === "number" ? { limited: true } : {}),
      startedAt: new Date(ended - tookMs).toISOString(),
    },
    end: { status: "completed", at: new Date(ended).toISOString() },
  };
}

function tagsOf(results: ResultsFile | null, { shots }: DetailsName) {
  const general = results?.config_general;
  const parameters = general?.model_config?.generation_parameters ?? general?.generation_parameters;
  return gatherTags(
    { num_fewshot: shots, max_samples: general?.max_samples, model_dtype: general?.model_dtype },
    generationSettings(parameters),
  );
}
