import type { ColumnMap, MapGuess } from "@evalboard/importers";
import { type MapField, METRIC, starIn, TAG } from "@evalboard/importers/fields";
import type { FoundRun } from "./state.ts";

/** A result as it would be stored, its texts shortened. */
export interface PreviewRow {
  readonly item: string;
  readonly score: number | null;
  /** The score as the file has it, where it was read on a scale or as a word; the metric's name and value. */
  readonly original: readonly [name: string, value: number | string] | null;
  /** Null where the file gives no verdict of its own. */
  readonly passed: boolean | null;
  readonly input: string | null;
  readonly expected: string | null;
  readonly output: string | null;
  readonly reason: string | null;
  readonly error: string | null;
  /** `provider/name`; null while nobody has said it. */
  readonly model: string | null;
  readonly dataset: string;
  readonly latencyMs: number | null;
  readonly costUsd: number | null;
  readonly metrics: readonly (readonly [name: string, value: number | string])[];
}

/** What reading a file by a map came to; `waiting` where something has to be said before. */
export type Reading =
  | {
      readonly kind: "read";
      readonly runs: readonly FoundRun[];
      readonly warnings: readonly string[];
      readonly results: number;
      /** How many different items they are of; null where there are too many to count here. */
      readonly items: number | null;
      readonly rows: readonly PreviewRow[];
    }
  | { readonly kind: "fault"; readonly text: string }
  | { readonly kind: "waiting" };

/** A map of a file's columns, and what comes of it. */
export interface Mapping {
  readonly guess: MapGuess;
  /** What each word of the score's column counts as by itself, from 0 to 1; null where somebody has to say it. */
  readonly words: ReadonlyMap<string, number | null>;
  /** The map as a file for `--map-file`, and the command that imports with it. */
  readonly mapText: string;
  readonly command: string;
  readonly reading: Reading;
}

/** Where a map comes from that nobody has made just now; `at` is ISO 8601. */
export type MapOrigin =
  | { readonly from: "kept"; readonly at: string; readonly model: string | undefined }
  | { readonly from: "file"; readonly name: string }
  | null;

/** A file of no known tool, with what its columns are taken for. */
export interface UnknownFile extends Mapping {
  readonly kind: "unknown";
  /** By what its map is kept: the columns as they were first seen. */
  readonly key: string;
  readonly origin: MapOrigin;
  /** Why it cannot be read as what it looks like; it is read by a map once somebody says so. Null of all others. */
  readonly refusal: string | null;
  /** Counts the changes of its map. An answer of the worker is of one of them, and the last one counts. */
  readonly turn: number;
  /** Whether the worker reads by the last change yet. */
  readonly isPending: boolean;
}

export type MapStep =
  | { readonly type: "map"; readonly file: number; readonly turn: number; readonly map: ColumnMap }
  | { readonly type: "mapped"; readonly file: number; readonly turn: number; readonly mapping: Mapping };

/** A file after its map was changed, or read by. What was read by an earlier change stays until then. */
export function changeMapping(file: UnknownFile, step: MapStep): UnknownFile {
  if (step.type === "map")
    return { ...file, guess: { ...file.guess, map: step.map }, turn: step.turn, isPending: true };
  return step.turn === file.turn ? { ...file, ...step.mapping, isPending: false } : file;
}

/** What has to be said yet. That nobody has scored answers may be said too: then no column is the score. */
export function missingOf({ map, missing }: Pick<MapGuess, "map" | "missing">): MapGuess["missing"] {
  const isUnscored = map.columns["score"] === null && Boolean(map.columns["output"] ?? map.columns["error"]);
  return missing.filter(({ text }) => !(isUnscored && text.startsWith("score=")));
}

/** The runs that can be sent of a file; none as long as its map is not complete, or something in it is wrong. */
export function runsByMap({ guess, reading }: UnknownFile): readonly FoundRun[] {
  return reading.kind === "read" && missingOf(guess).length === 0 ? reading.runs : [];
}

/** A map in which another column is a field; null says that none is. How the old one's values were read is forgotten. */
export function chooseColumn(map: ColumnMap, field: MapField, column: string | null): ColumnMap {
  const { scale, lowerIsBetter, words, latencyUnit, model, dataset, prompt, columns, ...rest } = map;
  const said = { model, dataset, prompt };
  const others = Object.entries(columns).filter(
    ([name, each]) => name !== field && !(isFurther(name) && each === column),
  );
  const chosen = column === null ? [] : [[field, column] as const];
  return defined({
    ...rest,
    columns: Object.fromEntries([...others, ...chosen]),
    ...(field === "score" ? {} : { scale, lowerIsBetter, words }),
    ...(field === "latency" ? {} : { latencyUnit }),
    ...said,
    ...(column === null ? {} : { [field in said ? field : ""]: undefined }),
  });
}

/** A map that says that nobody has scored the answers yet. */
export function leaveUnscored(map: ColumnMap): ColumnMap {
  const chosen = chooseColumn(map, "score", null);
  return { ...chosen, columns: { ...chosen.columns, score: null } };
}

/** What a column is that no field is. */
export type FurtherUse = "metric" | "tag" | "left out";

const prefixes = { metric: METRIC, tag: TAG } as const;

/** The columns that are no field, with what each is. */
export function furtherColumns({ columns, map }: Pick<MapGuess, "columns" | "map">): [string, FurtherUse][] {
  const fields = Object.entries(map.columns).flatMap(([field, column]) =>
    column === null || isFurther(field) ? [] : [column],
  );
  return columns
    .filter(({ name }) => !fields.some((column) => starIn(column, name) !== null))
    .map(({ name }) => {
      const field = Object.keys(map.columns).find((each) => isFurther(each) && map.columns[each] === name);
      return [name, field === undefined ? "left out" : field.startsWith(METRIC) ? "metric" : "tag"];
    });
}

/** A map in which a column is a metric or a tag of its name, or left out. */
export function chooseUse(map: ColumnMap, column: string, use: FurtherUse): ColumnMap {
  const columns = Object.fromEntries(
    Object.entries(map.columns).filter(([field, each]) => !(isFurther(field) && each === column)),
  );
  if (use === "left out") return { ...map, columns };
  const short = prefixes[use] + column.replaceAll("../", "");
  // What stands beside the records may have a name of theirs.
  return {
    ...map,
    columns: { ...columns, [Object.hasOwn(columns, short) ? prefixes[use] + column : short]: column },
  };
}

/** A map with another word of the person's; undefined takes it away. */
export function sayOfMap(
  map: ColumnMap,
  said: { readonly [Key in keyof ColumnMap]?: ColumnMap[Key] | undefined },
): ColumnMap {
  return defined({ ...map, ...said });
}

/** The words of the score's column, with what each counts as by itself; one that is said of a column before its values are read too. */
export function knownWords(map: ColumnMap, words: UnknownFile["words"]): [string, number | null][] {
  const known = new Map([...Object.keys(map.words ?? {}).map((word) => [word, null] as const), ...words]);
  return [...known].toSorted(([a], [b]) => a.localeCompare(b, "en", { numeric: true }));
}

/** A map in which a word counts as a number from 0 to 1, or as no score where that is null; undefined takes it away. */
export function sayWord(map: ColumnMap, word: string, number: number | null | undefined): ColumnMap {
  const { [word]: _, ...others } = map.words ?? {};
  const words = number === undefined ? others : { ...others, [word]: number };
  return sayOfMap(map, { words: Object.keys(words).length === 0 ? undefined : words });
}

const isFurther = (field: string) => field.startsWith(METRIC) || field.startsWith(TAG);

/** Without the keys that say nothing. */
function defined(map: { readonly [Key in keyof ColumnMap]: ColumnMap[Key] | undefined }): ColumnMap {
  const { columns = {}, ...rest } = map;
  return { columns, ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) };
}
