import type { ColumnMap, ImportedFile, ImportOptions, MapGuess, SourceFile } from "@evalboard/importers";
import { starIn } from "@evalboard/importers/fields";
import { loadImporters } from "../kit/importers.ts";
import { type KeptMap, keyOfColumns } from "./kept-maps.ts";
import { type Mapping, type MapOrigin, missingOf, type Reading, type UnknownFile } from "./map-state.ts";
import { readByMap } from "./read-by-map.ts";
import type { FoundRun } from "./state.ts";

/** A map that is used in place of the guess. */
export interface GivenMap {
  readonly map: ColumnMap;
  readonly origin: MapOrigin;
}

/** Reads files by maps, in the worker. */
export interface Mapper {
  /** Takes a file whose columns were guessed, and reads it by `given` or, without one and if nothing refuses it, by the guess. */
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
  pauseMs = PAUSE_MS,
): Mapper {
  const open = new Map<number, OpenFile>();

  const shown = async ({ source, guess }: OpenFile, reading: Reading): Promise<Mapping> => {
    const { commandOf, scoreIn, writeMap } = await loadImporters();
    const scored = guess.columns.find(({ name }) => name === guess.map.columns["score"]);
    return {
      guess,
      words: new Map([...(scored?.words.keys() ?? [])].map((word) => [word, scoreIn(word, {})])),
      mapText: writeMap(guess.map),
      command: commandOf(source.name, { map: guess.map, missing: missingOf(guess) }),
      reading,
    };
  };
  const read = async (file: number, opened: OpenFile): Promise<Mapping> => {
    const { source, guess, options } = opened;
    const [reading, found] = await readByMap(source, guess, options, runsOf);
    take(file, missingOf(guess).length === 0 ? found : null);
    return shown(opened, reading);
  };

  return {
    async open(file, { source, guess, options, given, refusal }) {
      const { changeMap, saidIn } = await loadImporters();
      const map = given?.map ?? guess.map;
      const there = await guessAt(source, guess, map.records ?? "");
      const opened: OpenFile = {
        source,
        options,
        // What is said of all files stands in the map, where it can be changed for one of them.
        guess: changeMap(there, { ...map, ...saidIn(options) }),
        changes: 0,
        reading: Promise.resolve(),
      };
      open.set(file, opened);
      const key = keyOfColumns(guess.columns.map(({ name }) => name));
      // What is refused as what it looks like is read as something else once somebody says so.
      const isRefused = refusal !== null && given === null;
      const mapping = await (isRefused ? shown(opened, { kind: "waiting" }) : read(file, opened));
      return {
        kind: "unknown",
        ...mapping,
        key,
        origin: given?.origin ?? null,
        refusal: isRefused ? refusal : null,
        turn: 0,
        isPending: false,
      };
    },
    async change(file, map) {
      const opened = open.get(file);
      if (!opened) return null;
      const change = ++opened.changes;
      take(file, null);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
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

/** Of maps that were dropped with a file the one that has most of its columns there; null where none has half of them. */
export async function fittingMap(
  source: SourceFile,
  guess: MapGuess,
  maps: readonly GivenMap[],
): Promise<GivenMap | null> {
  let best: GivenMap | null = null;
  let most = 0.5;
  for (const given of maps) {
    const { columns } = await guessAt(source, guess, given.map.records ?? "");
    const named = Object.values(given.map.columns).filter((column) => column !== null);
    const there = named.filter((column) => columns.some(({ name }) => starIn(column, name) !== null));
    const share = there.length / Math.max(1, named.length);
    if (share >= most) [best, most] = [given, share];
  }
  return best;
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
    return (await guessMap(source, {}, { records: place })) ?? guess;
  } catch {
    return guess;
  }
}

/** What a guess becomes by a person's change: other records are guessed again, another score's or latency's values too. */
async function adjust({ source, guess }: OpenFile, map: ColumnMap): Promise<MapGuess> {
  const { changeMap, guessScale, guessUnit } = await loadImporters();
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
    ...(score ? guessScale(score) : {}),
    ...(latency ? { latencyUnit: guessUnit(latency) } : {}),
  });
}
