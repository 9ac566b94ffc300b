import type { StartRun } from "@evalboard/contract";
import { readShape, surveyResults } from "../check.ts";
import { hashFile } from "../hash.ts";
import { readHead } from "../head.ts";
import {
  type FileHead,
  type Importer,
  ImportError,
  type ImportOptions,
  NotResults,
  PartnerFile,
  type SourceFile,
} from "../importer.ts";
import { nullForNonNumbers, readLenientJson } from "../json.ts";
import { describeMetrics, RunMetrics } from "../metrics.ts";
import { fileName, modelNamed, toName } from "../names.ts";
import { readText } from "../read-file.ts";
import { streamJson } from "../stream-json.ts";
import { gatherTags, generationSettings } from "../tags.ts";
import { toText } from "../text.ts";
import { AdapterSpec, RunSpec } from "./file.ts";
import { readResults, RequestTimes } from "./results.ts";
import { readStats, USUAL } from "./stats.ts";

const STATE = "scenario_state.json";
const STATS = "per_instance_stats.json";
const SPEC = "run_spec.json";

/** A run's folder of HELM: its scenario state, with what scored it and what was asked for beside it. */
export const helm: Importer = {
  recognises: (head) => isState(head) || isOther(head),

  async survey(file, options, beside) {
    if (!isState(await readHead(file))) throw notTheState(file, beside);
    const scored = neighbour(file, beside, STATS);
    if (!scored)
      throw new ImportError(
        `it does not say how the answers were scored: import it together with its ${STATS}`,
      );
    const name = await runName(file, neighbour(file, beside, SPEC));
    const adapter = await adapterOf(file);
    const stats = await inPartner(STATS, () => readStats(scored, options));
    const metrics = new RunMetrics();
    const times = new RequestTimes();
    const { count, unscored, results } = await surveyResults(
      () => readResults(file, { stats, metrics, times }),
      "instance and trial",
    );
    if (count === 0) throw new ImportError("request_states: holds none");
    const { span } = times;
    const { tags, notes } = tagsOf(adapter);
    const start = {
      ...startOf(name, adapter, options),
      externalId: `helm:${await hashFile(file, 32)}`,
      tags,
      ...(stats.metric === null ? {} : { scoreMetric: toName(stats.metric) }),
      ...describeMetrics(metrics.names, (metric) => (USUAL.includes(metric) ? true : null)),
      ...(span ? { startedAt: span.from } : {}),
    };
    return {
      runs: [
        { start, results: count, unscored, end: { status: "completed", ...(span ? { at: span.to } : {}) } },
      ],
      warnings: [
        ...stats.notes,
        ...(span ? [] : ["no request says when it was made: the run counts as of now"]),
        ...metrics.notes(),
        ...notes,
      ],
      results,
    };
  },
};

const isState = ({ keys }: FileHead) => keys.has("request_states") && keys.has("adapter_spec");

/** What else a run's folder holds: its statistics, what was asked for, what its pages show. */
function isOther({ name, keys, text }: FileHead): boolean {
  if (keys.has("adapter_spec") && keys.has("scenario_spec")) return true;
  return (
    /^\s*\[\s*\{\s*"instance_id":/.test(text) ||
    (fileName(name) === "stats.json" && /^\s*\[\s*\{\s*"name":\s*\{\s*"name":/.test(text))
  );
}

/** Only where none of the run's answers are there is its file of scores a fault of its own. */
function notTheState(file: SourceFile, beside: readonly SourceFile[]): ImportError {
  if (neighbour(file, beside, STATE)) return new PartnerFile(`it is read with the ${STATE} beside it`);
  const advice = `it holds no answers: import the whole folder of the run, with its ${STATE}`;
  return fileName(file.name) === STATS ? new ImportError(advice) : new NotResults(advice);
}

const folder = (path: string) => path.slice(0, path.length - fileName(path).length);

/** The file of this name in the same folder; where no folders are known, the only one of this name. */
function neighbour(file: SourceFile, beside: readonly SourceFile[], name: string): SourceFile | undefined {
  const same = beside.filter((other) => fileName(other.name) === name && other.name !== file.name);
  const near = same.find((other) => folder(other.name) === folder(file.name));
  return near ?? (folder(file.name) === "" && same.length === 1 ? same[0] : undefined);
}

async function inPartner<Value>(name: string, read: () => Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (cause) {
    if (!(cause instanceof ImportError) || cause.message.startsWith("there is no metric")) throw cause;
    throw new ImportError(`in the ${name} beside it, ${cause.message}`, { cause });
  }
}

/** `mmlu:subject=anatomy,model=openai_gpt2`: of the run's specification, else its folder, which is called so too. */
async function runName(file: SourceFile, spec: SourceFile | undefined): Promise<string> {
  if (!spec) return fileName(folder(file.name).replace(/[\\/]$/, ""));
  return inPartner(SPEC, async () => readShape(RunSpec, readLenientJson(await readText(spec))).name);
}

async function adapterOf(file: SourceFile): Promise<AdapterSpec> {
  for await (const { value } of streamJson(file, ["$.adapter_spec"], nullForNonNumbers))
    return readShape(AdapterSpec, value, "adapter_spec");
  throw new ImportError("adapter_spec: is missing");
}

/** What of a run's name is no part of its scenario: who was asked, and how. */
const ASKED = new Set(["model", "model_deployment", "method"]);

/** `mmlu:subject=anatomy,method=…,model=…` → `mmlu:subject=anatomy`. */
function scenarioOf(run: string): string {
  const colon = run.indexOf(":");
  if (colon === -1) return toName(run);
  const args = run
    .slice(colon + 1)
    .split(",")
    .filter((arg) => !ASKED.has(arg.split("=", 1)[0] ?? ""));
  return toName([run.slice(0, colon), args.join()].filter((part) => part !== "").join(":"));
}

/** What of an adapter the model gets to read. */
const READ = [
  "method",
  "global_prefix",
  "instructions",
  "input_prefix",
  "input_suffix",
  "reference_prefix",
  "reference_suffix",
  "output_prefix",
  "output_suffix",
  "instance_prefix",
  "global_suffix",
  "substitutions",
  "max_train_instances",
  "chain_of_thought_prefix",
  "chain_of_thought_suffix",
  "multi_label",
];

function startOf(run: string, adapter: AdapterSpec, options: ImportOptions): Omit<StartRun, "externalId"> {
  const scenario = options.dataset ?? scenarioOf(run);
  if (scenario === "")
    throw new ImportError(
      `it does not say which scenario it is of: import it together with its ${SPEC}, or say --dataset`,
    );
  const model = options.model ?? adapter.model ?? "";
  if (model.trim() === "")
    throw new ImportError(
      "adapter_spec.model: is missing; say which model answered with --model provider/name",
    );
  const read = READ.flatMap((key) => (adapter[key] === undefined ? [] : [[key, adapter[key]]]));
  return {
    model: modelNamed(model),
    dataset: { name: scenario },
    prompt: { name: options.prompt ?? scenario, text: toText(Object.fromEntries(read)) ?? scenario },
    source: "helm",
  };
}

function tagsOf(adapter: AdapterSpec) {
  const { model_deployment, max_train_instances, max_eval_instances } = adapter;
  return gatherTags(
    { model_deployment, max_train_instances, max_eval_instances },
    generationSettings(adapter),
  );
}
