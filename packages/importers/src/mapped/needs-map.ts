import { readHead } from "../head.ts";
import { escapeControls, type ImportOptions, NotResults, type SourceFile } from "../importer.ts";
import { asideOthers, type SeenColumn, type SeenRecords, seeRecords } from "./columns.ts";
import { guessColumns } from "./guess.ts";
import { unknownWords } from "./guess-scale.ts";
import { columnOf, type ColumnMap, leftOut, mapOptions, quoted, saidIn } from "./map.ts";
import { presetOf } from "./presets.ts";
import type { MapField } from "./fields.ts";
import { kindOf, openRecords, type RecordFile } from "./read-records.ts";
import type { FoundRecord, Place } from "./records.ts";

/** What has to be said before a file can be read, by the option that says it. */
export interface Missing {
  readonly option: "map" | "model" | "words";
  readonly text: string;
}

/** What a file of records is taken for, before anybody has said what its columns are. */
export interface MapGuess {
  /** What it is, as a person says it: `a CSV of 24 records with the columns "question", "answer"`. */
  readonly seen: string;
  readonly records: number;
  readonly columns: readonly SeenColumn[];
  readonly map: ColumnMap;
  readonly missing: readonly Missing[];
  /** Columns that nothing is taken of. */
  readonly leftOut: readonly string[];
  /** Every place in the file where records stand; `map.records` is one of them. */
  readonly places: readonly Place[];
  /** Whether scores and what they are of were found: then it is hardly anything else than results. */
  readonly isLikely: boolean;
  /** Whose export it is, where its columns are a tool's. */
  readonly tool?: string | undefined;
}

/** A file of records of which nobody has said what its columns are. */
export class NeedsMap extends NotResults {
  readonly guess: MapGuess;

  constructor(file: SourceFile, guess: MapGuess) {
    super(`it is ${seenAs(guess)}; what its columns are has to be said once: ${commandOf(file.name, guess)}`);
    this.guess = guess;
  }
}

/** What a file is, and that nobody here knows its tool where that is so. */
export function seenAs({ seen, tool }: Pick<MapGuess, "seen" | "tool">): string {
  return tool === undefined ? `${seen}, of no tool known here` : seen;
}

/** The command that imports a file as a guess has it; what only a person can say stands in capitals. */
export function commandOf(path: string, { map, missing }: Pick<MapGuess, "map" | "missing">): string {
  const capitals = missing.map(({ option, text }) => {
    if (option === "model") return "--model PROVIDER/NAME";
    return option === "words" ? `--words ${text}` : `--map ${text}`;
  });
  return ["evalboard import", quoted(path), ...mapOptions(map), ...capitals].join(" ");
}

/** So many records are looked at to choose between places, and then at the chosen one. */
const TRIED_RECORDS = 200;
const LOOKED_AT = 5_000;
const MOST_PLACES = 30;

/** Guesses what the columns of a file are, beside what is said already; the records are those at the likeliest place. Null where it holds no records. Throws `ImportError` where it is broken. */
export async function guessMap(
  file: SourceFile,
  options: ImportOptions = {},
  said: Partial<ColumnMap> = {},
): Promise<MapGuess | null> {
  const kind = kindOf(await readHead(file));
  if (kind === null) return null;
  const records = await openRecords(file, kind);
  const places = await records.places();
  const place = said.records ?? (await bestPlace(records, places));
  if (place === null) return null;
  const seen = await seeRecords(readAt(records, place, LOOKED_AT), LOOKED_AT);
  if (seen.records === 0 || seen.columns.length === 0) return null;
  const preset = presetOf(seen.columns);
  const known = { ...preset?.columns, ...said.columns };
  const isTold = ({ name }: SeenColumn) =>
    preset?.ignored.test(name) !== true || Object.values(known).includes(name);
  const { map: told } = guessColumns({ ...seen, columns: seen.columns.filter(isTold) }, place, known);
  const isOfPreset = told.columns["latency"] === preset?.columns["latency"];
  const map = preset?.latencyUnit && isOfPreset ? { ...told, latencyUnit: preset.latencyUnit } : told;
  const guess = {
    ...seen,
    seen: wordsFor(kind, seen, place, preset?.tool),
    tool: preset?.tool,
    places,
    map,
    missing: [],
    leftOut: [],
    isLikely: false,
  };
  const { columns: _columns, records: _place, ...further } = said;
  return changeMap(guess, { ...map, ...saidIn(options), ...further }, options);
}

/** The same file's guess with another map: what is missing then, and what is left out. */
export function changeMap(
  guess: MapGuess,
  map: ColumnMap,
  options: Pick<ImportOptions, "model"> = {},
): MapGuess {
  const has = (field: MapField) => columnOf(map, field) !== undefined;
  return {
    ...guess,
    map,
    missing: missingOf(guess, map, options),
    leftOut: leftOut(
      guess.columns.map(({ name }) => name),
      map,
    ),
    isLikely: (has("score") || has("passed")) && (has("output") || has("input") || has("item")),
  };
}

async function bestPlace(records: RecordFile, places: readonly Place[]): Promise<string | null> {
  let best: string | null = null;
  let most = 0;
  const stars = ({ place }: Place) => place.split("*").length;
  for (const { place } of places.toSorted((a, b) => stars(a) - stars(b)).slice(0, MOST_PLACES)) {
    const seen = await seeRecords(readAt(records, place, TRIED_RECORDS), TRIED_RECORDS);
    const { worth } = guessColumns(seen, place);
    // Of two that say as much the one nearer to the file's own shape.
    if (worth > most) [best, most] = [place, worth];
  }
  return best;
}

/** The records at a place, without lines of another shape. */
function readAt(records: RecordFile, place: string, most: number): AsyncIterable<FoundRecord> {
  const read = () => records.read(place);
  return records.kind === "JSON Lines" && place === "" ? asideOthers(read, most) : read();
}

/** What a file is, in the words of its owner. */
function wordsFor(
  kind: string,
  { columns, records, whole }: SeenRecords,
  place: string,
  tool: string | undefined,
): string {
  const own = columns.map(({ name }) => name).filter((name) => !name.startsWith("../"));
  const shown = own.slice(0, MOST_SHOWN).map((name) => JSON.stringify(name.slice(0, 60)));
  const count = `${records}${whole ? "" : " or more"} record${records === 1 ? "" : "s"}`;
  const of = tool === undefined ? "" : `${tool}: `;
  const what = `a ${kind === "CSV" ? "CSV" : `${kind} file`} of ${of}${count}`;
  const at = place === "" ? "" : ` at ${place}`;
  return escapeControls(
    `${what}${at} with the columns ${shown.join(", ")}${own.length > MOST_SHOWN ? ", …" : ""}`,
  );
}

const MOST_SHOWN = 12;

function missingOf(
  seen: Pick<SeenRecords, "columns">,
  map: ColumnMap,
  options: Pick<ImportOptions, "model">,
): Missing[] {
  const has = (field: MapField) => columnOf(map, field) !== undefined;
  const isWide = Object.values(map.columns).some((column) => column?.includes("*"));
  const words = unknownWords(seen, map);
  return [
    // Answers that nobody has scored yet go in as they are.
    ...(has("score") || has("passed") || has("output")
      ? []
      : [{ option: "map", text: "score=COLUMN" } as const]),
    ...(has("item") || has("input") ? [] : [{ option: "map", text: "item=COLUMN" } as const]),
    ...(has("model") || isWide || options.model !== undefined || map.model !== undefined
      ? []
      : [{ option: "model", text: "PROVIDER/NAME" } as const]),
    ...(words.length === 0
      ? []
      : [
          {
            option: "words",
            text: words
              .slice(0, 8)
              .map((word) => `${/^[\w-]+$/.test(word) ? word : escapeControls(JSON.stringify(word))}=NUMBER`)
              .join(),
          } as const,
        ]),
  ];
}
