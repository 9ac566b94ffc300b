import type { ColumnMap, ImportedFile, ImportOptions, MapGuess, SourceFile } from "@evalboard/importers";
import { loadImporters } from "../kit/importers.ts";
import { type KeptMap, keyOfColumns } from "./kept-maps.ts";
import {
  type Mapping,
  type MapOrigin,
  missingOf,
  type PreviewRow,
  type Reading,
  type UnknownFile,
} from "./map-state.ts";
import type { FoundRun } from "./state.ts";

/** A map that is used in place of the guess. */
export interface GivenMap {
  readonly map: ColumnMap;
  readonly origin: MapOrigin;
}

/** Reads files by maps, in the worker. */
export interface Mapper {
  /** Takes a file whose columns were guessed, and reads it by `given` or, without one, by the guess. */
  open(file: number, opening: Opening): Promise<UnknownFile>;
  /** Reads it by another map. Null where a later change overtook it. */
  change(file: number, map: ColumnMap): Promise<Mapping | null>;
  clear(): void;
}

interface Opening {
  readonly source: SourceFile;
  readonly guess: MapGuess;
  readonly options: ImportOptions;
  readonly given: GivenMap | null;
  readonly refusal: string | null;
}

interface OpenFile {
  readonly source: SourceFile;
  readonly options: ImportOptions;
  guess: MapGuess;
  changes: number;
  /** Settles when what is read of it at the moment is read. */
  reading: Promise<unknown>;
}

/** What is typed counts after so long a pause. */
const PAUSE_MS = 150;

/** `take` hears what can be sent of a file, and of null as soon as that is not true any more. */
export function createMapper(
  take: (file: number, found: ImportedFile | null) => void,
  runsOf: (found: ImportedFile) => readonly FoundRun[],
): Mapper {
  const open = new Map<number, OpenFile>();

  const read = async (file: number, { source, options, guess }: OpenFile): Promise<Mapping> => {
    const { commandOf, scoreIn, writeMap } = await loadImporters();
    const [reading, found] = await readByMap(source, guess, options, runsOf);
    take(file, missingOf(guess).length === 0 ? found : null);
    const scored = guess.columns.find(({ name }) => name === guess.map.columns["score"]);
    return {
      guess,
      words: new Map([...(scored?.words.keys() ?? [])].map((word) => [word, scoreIn(word, {})])),
      mapText: writeMap(guess.map),
      command: commandOf(source.name, { map: guess.map, missing: missingOf(guess) }),
      reading,
    };
  };

  return {
    async open(file, { source, guess, options, given, refusal }) {
      const { changeMap } = await loadImporters();
      const map = given?.map ?? guess.map;
      const there = await guessAt(source, guess, map.records ?? "");
      const opened: OpenFile = {
        source,
        options,
        guess: changeMap(there, { ...map, ...saidIn(options) }),
        changes: 0,
        reading: Promise.resolve(),
      };
      open.set(file, opened);
      const key = keyOfColumns(guess.columns.map(({ name }) => name));
      const mapping = await read(file, opened);
      const origin = given?.origin ?? null;
      return { kind: "unknown", ...mapping, key, origin, refusal, turn: 0, isPending: false };
    },
    async change(file, map) {
      const opened = open.get(file);
      if (!opened) return null;
      const change = ++opened.changes;
      take(file, null);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      await opened.reading;
      if (change !== opened.changes || open.get(file) !== opened) return null;
      const reading = (async () => {
        opened.guess = await adjust(opened, map);
        return read(file, opened);
      })();
      opened.reading = reading.catch(() => {});
      const mapping = await reading;
      if (change === opened.changes) return mapping;
      take(file, null);
      return null;
    },
    clear: () => open.clear(),
  };
}

/** The map among those that were kept that is for these columns, its model left for the person to say again. */
export async function keptFor(guess: MapGuess, kept: readonly KeptMap[]): Promise<GivenMap | null> {
  const key = keyOfColumns(guess.columns.map(({ name }) => name));
  const found = kept.findLast((each) => each.key === key);
  if (found === undefined) return null;
  const { readMap } = await loadImporters();
  try {
    const { at, model } = found;
    return { map: readMap(JSON.stringify(found.map)), origin: { from: "kept", at, model } };
  } catch {
    // What another version kept is guessed again.
    return null;
  }
}

/** The guess for other records of the file, where a map is of these. */
async function guessAt(source: SourceFile, guess: MapGuess, place: string): Promise<MapGuess> {
  if (place === (guess.map.records ?? "")) return guess;
  const { guessMap } = await loadImporters();
  try {
    return (await guessMap(source, {}, place)) ?? guess;
  } catch {
    return guess;
  }
}

/** What a guess becomes by a person's change: other records are guessed again, another score's or latency's values too. */
async function adjust({ source, guess }: OpenFile, map: ColumnMap): Promise<MapGuess> {
  const { changeMap, scoringOf, unitOf } = await loadImporters();
  const there = await guessAt(source, guess, map.records ?? "");
  if (there !== guess) {
    const { model, dataset, prompt } = map;
    const said = Object.entries({ model, dataset, prompt }).filter(([, text]) => text !== undefined);
    return changeMap(there, { ...there.map, ...Object.fromEntries(said) });
  }
  const changed = (field: "score" | "latency") => {
    const name = map.columns[field];
    return name === guess.map.columns[field] ? undefined : guess.columns.find((each) => each.name === name);
  };
  const [score, latency] = [changed("score"), changed("latency")];
  return changeMap(guess, {
    ...map,
    ...(score ? scoringOf(score) : {}),
    ...(latency ? { latencyUnit: unitOf(latency) } : {}),
  });
}

/** What the person said of all files stands in the map, where it can be changed for one of them. */
function saidIn({ scale, lowerIsBetter, words, model, dataset, prompt }: ImportOptions): Partial<ColumnMap> {
  const said = { scale, lowerIsBetter, words, model, dataset, prompt };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

async function readByMap(
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
