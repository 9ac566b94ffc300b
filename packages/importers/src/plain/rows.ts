import { type NewResult, provenanceFields, StartRun } from "@evalboard/contract";
import { batchResults, type RunResult } from "@evalboard/contract/batches";
import { checkResult, isUnscored, readShape } from "../check.ts";
import { hash, hashFile } from "../hash.ts";
import {
  type ImportedRun,
  ImportError,
  type ImportOptions,
  type SourceFile,
  type SurveyedFile,
} from "../importer.ts";
import { shortName } from "../names.ts";
import { canonicalJson } from "../text.ts";
import { FurtherColumns, type PlainRow, readPlainRow } from "./columns.ts";

/** One row as the file has it, and its place there. */
export interface RawRow {
  readonly row: unknown;
  readonly where: string;
}

interface Survey {
  readonly index: number;
  readonly run: Pick<ImportedRun, "start" | "end">;
  readonly facts: string;
  readonly where: string;
  /** Hashes of item and repeat. */
  readonly seen: Set<string>;
  unscored: number;
}

const KEY_LENGTH = 16;

/** What rows of our own format hold, each checked; `read` gives them, once more for the results. */
export async function surveyRows(
  file: SourceFile,
  options: ImportOptions,
  read: () => AsyncIterable<RawRow>,
): Promise<SurveyedFile> {
  const fileId = await hashFile(file, KEY_LENGTH);
  const runs = new Map<string, Survey>();
  const further = new FurtherColumns();
  for await (const { row: raw, where } of read()) {
    const row = readPlainRow(raw, where, options, further);
    const survey = surveyOf(row, where);
    const result = resultOf(row);
    checkResult(result, where);
    const key = hash(JSON.stringify([result.itemKey, result.repeat]), KEY_LENGTH);
    if (survey.seen.has(key))
      throw new ImportError(`${where}: the item was there before; number its repeats 1, 2, 3 …`);
    survey.seen.add(key);
    if (isUnscored(result)) survey.unscored += 1;
  }
  if (runs.size === 0) throw new ImportError("it holds no results");

  function surveyOf(row: PlainRow, where: string): Survey {
    const run = runOf(row, options, fileId, where);
    const facts = canonicalJson(run);
    const known = runs.get(run.start.externalId);
    if (known && known.facts !== facts)
      throw new ImportError(
        `${where}: says of its run something else than ${known.where}; give it an externalId of its own`,
      );
    const survey = known ?? { index: runs.size, run, facts, where, seen: new Set(), unscored: 0 };
    runs.set(run.start.externalId, survey);
    return survey;
  }

  async function* results(): AsyncGenerator<RunResult> {
    for await (const { row: raw, where } of read()) {
      const row = readPlainRow(raw, where, options, further);
      const { externalId } = runOf(row, options, fileId, where).start;
      yield { run: runs.get(externalId)?.index ?? 0, result: resultOf(row) };
    }
  }

  return {
    runs: [...runs.values()].map(({ run: { start, end }, seen, unscored }) => ({
      start,
      results: seen.size,
      unscored,
      end,
    })),
    warnings: further.notes(),
    results: () => batchResults(results()),
  };
}

const HASH_LENGTH = 32;

/** The result in a row. One without a key of its own is known by its input. */
function resultOf(row: PlainRow): NewResult {
  const { itemKey, repeat, input, score, error } = row;
  return {
    itemKey: itemKey ?? (input ? hash(input, HASH_LENGTH) : ""),
    itemName: row.itemName ?? (itemKey ? null : shortName(input ?? "")),
    repeat: repeat ?? 1,
    input: input ?? null,
    expected: row.expected ?? null,
    output: row.output ?? null,
    score: score ?? null,
    passed: row.passed ?? null,
    metrics: row.metrics ?? {},
    reason: row.reason ?? null,
    transcript: row.transcript ?? null,
    error: error ?? null,
    latencyMs: row.latencyMs ?? null,
    inputTokens: row.inputTokens ?? null,
    outputTokens: row.outputTokens ?? null,
    costUsd: row.costUsd ?? null,
    cached: row.cached ?? null,
  };
}

/** The run that a row belongs to; the person's word comes before the file's. Throws `ImportError`. */
function runOf(
  row: PlainRow,
  options: ImportOptions,
  fileId: string,
  where: string,
): Pick<ImportedRun, "start" | "end"> {
  const model = modelOf(row, options);
  const dataset = options.dataset ?? row.dataset ?? "";
  const prompt = options.prompt ?? row.prompt ?? dataset;
  const start: StartRun = {
    externalId: row.externalId ?? `plain:${fileId}`,
    model,
    dataset: { name: dataset },
    prompt: { name: prompt, text: row.promptText ?? "" },
    ...saidProvenance(row),
    ...saidOfScores(row),
    ...(row.startedAt ? { startedAt: row.startedAt } : {}),
  };
  if (dataset === "")
    throw new ImportError(`${where}, dataset: is missing; put it into the file or say --dataset`);
  readShape(StartRun, start, where);
  const at = row.completedAt ? { at: row.completedAt } : {};
  readShape(StartRun.shape.startedAt, row.completedAt ?? undefined, `${where}, completedAt`);
  if (Date.parse(row.completedAt ?? "") < Date.parse(row.startedAt ?? ""))
    throw new ImportError(`${where}, completedAt: lies before startedAt`);
  if (row.status !== "failed") return { start, end: { status: "completed", ...at } };
  return { start, end: { status: "failed", ...at, error: row.runError || "it does not say why" } };
}

/** What the file says of it; an empty text says nothing. */
function saidProvenance(row: PlainRow) {
  return Object.fromEntries(provenanceFields.flatMap((field) => (row[field] ? [[field, row[field]]] : [])));
}

/** What the file says of its tags and its scores. */
function saidOfScores({ tags, passMark, scoreMetric, higherIsBetter }: PlainRow) {
  const metrics = Object.entries(higherIsBetter ?? {}).map(([name, better]) => ({
    name,
    higherIsBetter: better,
  }));
  return {
    ...(tags && Object.keys(tags).length > 0 ? { tags } : {}),
    ...(typeof passMark === "number" ? { passMark } : {}),
    ...(scoreMetric ? { scoreMetric } : {}),
    ...(metrics.length > 0 ? { metrics } : {}),
  };
}

function modelOf({ provider, model }: PlainRow, options: ImportOptions): StartRun["model"] {
  const [first, ...rest] = (options.model ?? "").split("/");
  if (first) return { provider: first, name: rest.join("/") };
  return { provider: provider ?? "unknown", name: model ?? "" };
}
