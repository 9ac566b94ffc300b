import type { StartRun } from "@evalboard/contract";
import { readShape, surveyResults } from "../check.ts";
import { hash } from "../hash.ts";
import {
  type FileHead,
  type Importer,
  ImportError,
  type ImportOptions,
  NotResults,
  type RunEnd,
} from "../importer.ts";
import { isRecord, readLenientJson } from "../json.ts";
import { describeMetrics, RunMetrics } from "../metrics.ts";
import { bareFileName, fileName, modelNamed, toName } from "../names.ts";
import { readText } from "../read-file.ts";
import { type FoundTags, gatherTags } from "../tags.ts";
import { canonicalJson, toText } from "../text.ts";
import { chooseMetrics } from "./choose-metrics.ts";
import { TestRun } from "./file.ts";
import { type PlacedCase, resultsOf } from "./results.ts";

/** DeepEval's test run, `.deepeval/.latest_test_run.json` and its like: one run. */
export const deepeval: Importer = {
  recognises: (head) => isTestRun(head) || isLink(head) || isCache(head),

  async survey(file, options) {
    const content = readLenientJson(await readText(file));
    const { run, at } = testRunIn(content);
    const cases = casesOf(run, at);
    const chosen = chooseMetrics(
      cases.map((placed) => placed.case),
      options,
    );
    const metrics = new RunMetrics();
    const { count, unscored, results } = await surveyResults(async function* read() {
      yield* resultsOf(cases, chosen, metrics);
    }, "item and repeat");
    const { tags, notes } = tagsOf(run);
    const { name, warning: unnamed } = datasetOf(run, options);
    const { startedAt, note: time } = startOf(file.name, cases);
    const [only] = chosen.names;
    const start: StartRun = {
      externalId: `deepeval:${hash(canonicalJson(content), 32)}`,
      model: modelOf(run, options),
      dataset: { name },
      prompt: promptOf(run, name, options),
      source: "deepeval",
      tags,
      ...(startedAt ? { startedAt } : {}),
      ...(chosen.names.length === 1 && only ? { scoreMetric: toName(only) } : {}),
      ...describeMetrics(metrics.names, (metric) => chosen.higherIsBetter(nameIn(cases, metric))),
    };
    return {
      runs: [{ start, results: count, unscored, end: endOf(run, startedAt) }],
      warnings: [...chosen.notes, ...unnamed, ...time, ...metrics.notes(), ...notes],
      results,
    };
  },
};

const CASES = ["testCases", "test_cases", "testResults", "test_results", "conversationalTestCases"];

function isTestRun({ keys, text }: FileHead): boolean {
  if (keys.has("testRunData")) return true;
  const hasCases = CASES.some((key) => keys.has(key));
  return (
    hasCases &&
    /"(?:metricsData|metrics_data|metricsMetadata|metrics_metadata|actualOutput|actual_output)"/.test(text)
  );
}

const isLink = ({ keys }: FileHead) => keys.has("testRunLink");
const isCache = ({ keys }: FileHead) => keys.has("test_cases_lookup_map");

/** The test run in a file, under a key of its own or not, and its place. Throws `ImportError`. */
function testRunIn(content: unknown): { readonly run: TestRun; readonly at: string } {
  if (isRecord(content) && "test_cases_lookup_map" in content)
    throw new NotResults("it is DeepEval's cache and no test run; import .deepeval/.latest_test_run.json");
  const wrapped = isRecord(content) && content.testRunData !== undefined;
  if (isRecord(content) && !wrapped && content.testRunLink !== undefined)
    throw new NotResults(
      "DeepEval sent this test run to Confident AI and kept its link alone; run it with DEEPEVAL_RESULTS_FOLDER set to a folder, and import what stands there",
    );
  const at = wrapped ? "testRunData" : "";
  return { run: readShape(TestRun, wrapped ? content.testRunData : content, at), at };
}

function casesOf({ testCases, conversationalTestCases, testResults }: TestRun, at: string): PlacedCase[] {
  const lists = { testCases, conversationalTestCases, testResults };
  const cases = Object.entries(lists).flatMap(([key, list]) =>
    (list ?? []).map((each, index) => ({
      case: each,
      where: `${at === "" ? "" : `${at}.`}${key}[${index}]`,
    })),
  );
  if (cases.length === 0) throw new ImportError("testCases: holds none");
  return cases.toSorted((a, b) => (a.case.order ?? 0) - (b.case.order ?? 0));
}

/** The metric as the file calls it, by the name that the board has. */
function nameIn(cases: readonly PlacedCase[], metric: string): string {
  const all = cases.flatMap((placed) => placed.case.metrics);
  return all.find(({ name }) => toName(name) === metric)?.name ?? metric;
}

const plain = (key: string) => key.toLowerCase().replaceAll(/[^a-z]/g, "");
const MODEL = new Set(["model", "llm", "modelname", "llmmodel", "chatmodel", "llmname"]);

/** Hyperparameters of one kind that are texts, by what they are called. */
function settings({ hyperparameters, configurations }: TestRun, wanted: (key: string) => boolean): string[] {
  return Object.entries(hyperparameters ?? configurations ?? {}).flatMap(([key, value]) =>
    wanted(plain(key)) && typeof value === "string" && value.trim() !== "" ? [value] : [],
  );
}

/** The model stands among the hyperparameters, if anywhere: that of the metrics is the grader. Throws `ImportError`. */
function modelOf(run: TestRun, options: ImportOptions): StartRun["model"] {
  if (options.model !== undefined) return modelNamed(options.model);
  const [said] = settings(run, (key) => MODEL.has(key));
  if (said !== undefined) return modelNamed(said);
  const { name, provider } =
    run.prompts?.find(({ modelSettings }) => modelSettings?.name)?.modelSettings ?? {};
  if (typeof name === "string" && toName(name) !== "")
    return typeof provider === "string" && toName(provider) !== ""
      ? { provider: toName(provider).toLowerCase(), name: toName(name) }
      : modelNamed(name);
  throw new ImportError(
    "hyperparameters.model: is missing, and the models of the metrics are the graders; say which model answered with --model provider/name",
  );
}

function datasetOf({ datasetAlias, testFile }: TestRun, { dataset }: ImportOptions) {
  const said = dataset ?? (toName(datasetAlias ?? "") || toName(bareFileName(testFile ?? "")));
  return said
    ? { name: said, warning: [] }
    : {
        name: "deepeval",
        warning: ["the file names no dataset, so it is called deepeval; name it with --dataset"],
      };
}

/** The first prompt that was logged, else the first text among the hyperparameters that is called a prompt. */
function promptOf(run: TestRun, dataset: string, options: ImportOptions): StartRun["prompt"] {
  const [logged] = run.prompts ?? [];
  const name = options.prompt ?? (toName(logged?.alias ?? "") || dataset);
  const template = toText(logged?.textTemplate ?? logged?.messagesTemplate);
  const [said] = settings(run, (key) => key.includes("prompt"));
  return { name, text: template ?? toText(said) ?? `deepeval ${name}` };
}

function tagsOf({ identifier, hyperparameters, configurations }: TestRun): FoundTags {
  const further = Object.entries(hyperparameters ?? configurations ?? {}).filter(
    ([key]) => !MODEL.has(plain(key)) && !plain(key).includes("prompt"),
  );
  return gatherTags({ identifier }, Object.fromEntries(further));
}

/** DeepEval writes no time but that of traces, and that in the name of a file in its results folder, without a zone. */
function startOf(path: string, cases: readonly PlacedCase[]): { startedAt?: string; note: string[] } {
  const traced = cases
    .map((placed) => Date.parse(placed.case.trace?.startTime ?? ""))
    .filter((time) => !Number.isNaN(time));
  if (traced.length > 0) return { startedAt: new Date(Math.min(...traced)).toISOString(), note: [] };
  const [, year, month, day, hour, minute, second] =
    /(?:^|test_run_)(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)(?:\.json)?$/.exec(fileName(path)) ?? [];
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time.getTime())
    ? { note: ["the file does not say when it ran: the run counts as of now"] }
    : {
        startedAt: time.toISOString(),
        note: ["the time is of the file's name, which has no zone: it is taken for UTC"],
      };
}

function endOf({ metricsScores, runDuration }: TestRun, startedAt: string | undefined): RunEnd {
  const at = startedAt
    ? { at: new Date(Date.parse(startedAt) + (runDuration ?? 0) * 1_000).toISOString() }
    : {};
  return metricsScores?.length === 0
    ? { status: "failed", ...at, error: "The test run had not ended when its file was written" }
    : { status: "completed", ...at };
}
