import type { ImportedFile, ImportOptions, MapGuess, SourceFile } from "@evalboard/importers";
import { loadImporters } from "../kit/importers.ts";
import { missingOf, type PreviewRow, type Reading } from "./map-state.ts";
import type { FoundRun } from "./state.ts";

/** Reads a whole file by a map, as far as that is complete: what the page shows of it, and what can be sent. */
export async function readByMap(
  source: SourceFile,
  guess: MapGuess,
  options: ImportOptions,
  runsOf: (found: ImportedFile) => readonly FoundRun[],
): Promise<[Reading, ImportedFile | null]> {
  const { readMap, surveyFile, writeMap } = await loadImporters();
  const missing = missingOf(guess);
  if (missing.some(({ option }) => option === "map" || option === "words"))
    return [{ kind: "waiting" }, null];
  const isModelMissing = missing.length > 0;
  const { label, tags, passMark, model } = options;
  // What is said of the model comes before a column; without a column the map has it.
  const before = guess.map.columns["model"] ? model : undefined;
  try {
    const found = await surveyFile(source, {
      label,
      tags,
      passMark,
      // A preview needs none yet.
      model: isModelMissing ? NOBODY : before,
      map: readMap(writeMap(guess.map)),
    });
    const rows = await previewOf(found, isModelMissing);
    const results = found.runs.reduce((sum, run) => sum + run.results, 0);
    const items = results <= MOST_COUNTED ? await countItems(found) : null;
    const { warnings } = found;
    return [{ kind: "read", runs: runsOf(found), warnings, results, items, rows }, found];
  } catch (error) {
    return [{ kind: "fault", text: error instanceof Error ? error.message : String(error) }, null];
  }
}

const NOBODY = "unknown/unknown";
/** Beyond so many results nobody waits for how many items they are of. */
const MOST_COUNTED = 20_000;
const PREVIEWED = 3;

async function countItems(found: ImportedFile): Promise<number> {
  const keys = new Set<string>();
  for await (const { results } of found.results()) for (const { itemKey } of results) keys.add(itemKey);
  return keys.size;
}

async function previewOf(found: ImportedFile, isModelMissing: boolean): Promise<PreviewRow[]> {
  const { previewRows } = await loadImporters();
  return (await previewRows(found, PREVIEWED)).map(({ run, result }) => {
    const { scoreMetric = "", model, dataset } = run;
    const metrics = Object.entries(result.metrics ?? {});
    const text = (value: string | null | undefined) =>
      value === null || value === undefined ? null : shortened(value);
    return {
      item: shortened(result.itemName ?? result.itemKey),
      score: result.score,
      original: metrics.find(([name]) => name === scoreMetric) ?? null,
      passed: result.passed ?? null,
      input: text(result.input),
      expected: text(result.expected),
      output: text(result.output),
      reason: text(result.reason),
      error: text(result.error),
      model: isModelMissing ? null : `${model.provider}/${model.name}`,
      dataset: dataset.name,
      latencyMs: result.latencyMs ?? null,
      costUsd: result.costUsd ?? null,
      metrics: metrics.filter(([name]) => name !== scoreMetric),
    };
  });
}

const SHOWN = 160;
const shortened = (text: string) =>
  text.length <= SHOWN ? text : `${text.slice(0, SHOWN - 1).toWellFormed()}…`;
