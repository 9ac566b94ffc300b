import { readCsv } from "../csv-rows.ts";
import { type FileHead, ImportError, type SourceFile } from "../importer.ts";
import { isRecord, readJson, readJsonLine, readLenientJson } from "../json.ts";
import { readLines, readText } from "../read-file.ts";
import { findPlaces, flat, type FoundRecord, type Place, recordsAt } from "./records.ts";

/** How a file holds its records. */
export type RecordFileKind = "CSV" | "JSON Lines" | "JSON";

/** What a file is by its first 64 KiB; null where it cannot hold records. */
export function kindOf({ name, text, bytes }: FileHead): RecordFileKind | null {
  if (bytes.includes(0) || text.trim() === "") return null;
  if (/^\s*[{[]/.test(text)) return isLines(name, text) ? "JSON Lines" : "JSON";
  if (/^\s*</.test(text)) return null;
  return /\.(?:csv|tsv|tab|psv)$/i.test(name) || /^[^\n]*[,;\t|][^\n]*\n/.test(text) ? "CSV" : null;
}

/** Whether a text's first line is a JSON value of its own, and another follows or the name says so. */
function isLines(name: string, text: string): boolean {
  const [first = "", ...rest] = text.split("\n").filter((line) => line.trim() !== "");
  if (!/^\s*\{/.test(first) && !/\.(?:jsonl|ndjson)$/i.test(name)) return false;
  const named = /\.(?:jsonl|ndjson)$/i.test(name);
  return isJson(first) ? named || rest.length > 0 : named;
}

function isJson(text: string): boolean {
  try {
    readLenientJson(text);
    return true;
  } catch {
    return false;
  }
}

/** A file of records, open for reading. */
export interface RecordFile {
  readonly kind: RecordFileKind;
  /** Every place where records stand. Throws `ImportError`. */
  places(): Promise<readonly Place[]>;
  /** The records at a place, each time from the first on. Throws `ImportError`. */
  read(place: string): AsyncIterable<FoundRecord>;
}

/** Opens a file of records; of JSON the whole value is in memory. Throws `ImportError`. */
export async function openRecords(file: SourceFile, kind: RecordFileKind): Promise<RecordFile> {
  if (kind === "CSV")
    return {
      kind,
      places: async () => [{ place: "", records: Number.POSITIVE_INFINITY }],
      read: () => readCsvRecords(file),
    };
  if (kind === "JSON Lines")
    return { kind, places: () => placesInLines(file), read: (place) => readLineRecords(file, place) };
  const value = await readValue(file);
  return {
    kind,
    places: async () => findPlaces(value),
    async *read(place) {
      yield* recordsAt(value, place);
    },
  };
}

async function* readCsvRecords(file: SourceFile): AsyncGenerator<FoundRecord> {
  let header: readonly string[] | null = null;
  for await (const { cells, number } of readCsv(file)) {
    const where = `row ${number}`;
    if (header === null) header = columnNames(cells);
    else if (cells.slice(header.length).some((cell) => cell.trim() !== ""))
      throw new ImportError(
        `${where}: has ${cells.length} cells, and the header ${header.length}; is the delimiter in a text that has no quotes?`,
      );
    else yield { columns: Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ""])), where };
  }
}

/** Names as they are written; one that is missing or stands twice is told by its place. */
function columnNames(cells: readonly string[]): string[] {
  const names = cells.map((cell) => cell.trim());
  return names.map((name, at) => {
    if (name === "") return `column ${at + 1}`;
    return names.indexOf(name) < at ? `${name} (${at + 1})` : name;
  });
}

/** A line that has another shape than the rest, such as a first one of settings, stands beside those that follow. */
async function* readLineRecords(file: SourceFile, place: string): AsyncGenerator<FoundRecord> {
  for await (const { number, text } of readLines(file)) {
    const value = readJsonLine(text, number, readLenientJson);
    const where = `line ${number}`;
    // The lines are the members of the file.
    if (place !== "") yield* recordsAt(value, place.replace(/^\*\.?/, ""), where);
    else if (isRecord(value)) yield { columns: flat(value), where };
    else throw new ImportError(`${where}: is ${describe(value)}; expected an object`);
  }
}

const describe = (value: unknown) =>
  Array.isArray(value) ? "a list" : value === null ? "null" : `a ${typeof value}`;

async function readValue(file: SourceFile): Promise<unknown> {
  const text = await readText(file);
  return /NaN|Infinity/.test(text) ? readLenientJson(text) : readJson(text);
}

/** Of lines so many are looked at to find where their records stand. */
const LINES_LOOKED_AT = 200;

async function placesInLines(file: SourceFile): Promise<readonly Place[]> {
  const values: unknown[] = [];
  for await (const { number, text } of readLines(file)) {
    values.push(readJsonLine(text, number, readLenientJson));
    if (values.length === LINES_LOOKED_AT) break;
  }
  const places = findPlaces(values);
  return places.some(({ place }) => place === "")
    ? places
    : [{ place: "", records: values.length }, ...places];
}
