import { isRecord } from "../json.ts";

/** One row of a file, its objects laid flat: by column its value. */
export type Columns = Readonly<Record<string, unknown>>;

/** One member of what holds the records; the key is of an object's members alone. */
interface Member {
  readonly value: unknown;
  readonly at: string;
  readonly key?: string;
}

/** The column of the key that a record had in an object of records. */
export const KEY = "(key)";

const MAX_DEPTH = 8;
/** Members of a list that are looked at to know what it is. */
const LOOKED_AT = 200;

/**
 * The members of what holds records: of a list, of an object of objects, of a table written by columns
 * (`{question: […], score: […]}`, `{question: {0: …}, score: {0: …}}`) or with its header apart (`{columns, data}`, or
 * a list of lists). Null where it holds none.
 */
function membersOf(value: unknown): Member[] | null {
  if (Array.isArray(value)) return ofList(value);
  if (!isRecord(value)) return null;
  return ofTable(value) ?? ofMap(value);
}

function ofList(list: readonly unknown[]): Member[] | null {
  const looked = list.slice(0, LOOKED_AT);
  const [header, ...rows] = list;
  if (list.length > 1 && looked.every(Array.isArray) && Array.isArray(header) && isHeader(header))
    return rows.map((row, index) => ({ value: zipped(header, row), at: `[${index + 1}]` }));
  const records = looked.filter(isRecord).length;
  if (records === 0 || records * 2 < looked.length) return null;
  return list.map((value, index) => ({ value, at: `[${index}]` }));
}

const isHeader = (row: readonly unknown[]): row is string[] =>
  row.length > 1 &&
  row.every((cell) => typeof cell === "string" && cell !== "") &&
  new Set(row).size === row.length;

function zipped(header: readonly string[], row: unknown): Record<string, unknown> {
  const cells: readonly unknown[] = Array.isArray(row) ? row : [];
  return Object.fromEntries(header.map((name, index) => [name, cells[index]]));
}

function ofTable(value: Record<string, unknown>): Member[] | null {
  const { columns, data } = value;
  if (Array.isArray(columns) && Array.isArray(data) && isHeader(columns) && data.every(Array.isArray))
    return data.map((row, index) => ({ value: zipped(columns, row), at: `.data[${index}]` }));
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length < 2 || !first) return null;
  const lists = entries.flatMap(([name, list]): [string, unknown[]][] =>
    Array.isArray(list) && !list.some(isRecord) ? [[name, list]] : [],
  );
  if (lists.length === entries.length) {
    const length = lists[0]?.[1].length ?? 0;
    if (length < 2 || lists.some(([, list]) => list.length !== length)) return null;
    return Array.from({ length }, (_, index) => ({
      value: Object.fromEntries(lists.map(([name, list]) => [name, list[index]])),
      at: `[${index}]`,
    }));
  }
  const isColumn = (column: unknown): column is Record<string, unknown> =>
    isRecord(column) &&
    Object.keys(column).length > 0 &&
    Object.keys(column).every((key) => /^\d+$/.test(key));
  if (!entries.every(([, column]) => isColumn(column) && !Object.values(column).some(isRecord))) return null;
  const indices = Object.keys(isRecord(first[1]) ? first[1] : {});
  return indices.map((index) => ({
    value: Object.fromEntries(
      entries.map(([name, column]) => [name, isRecord(column) ? column[index] : null]),
    ),
    at: `[${index}]`,
  }));
}

/** An object whose members are alike: records of the same shape, or lists of them. */
function ofMap(value: Record<string, unknown>): Member[] | null {
  const entries = Object.entries(value);
  const looked = entries.slice(0, LOOKED_AT).map(([, member]) => member);
  if (entries.length === 0) return null;
  const firsts = looked.map((member) => (Array.isArray(member) ? member.find(isRecord) : undefined));
  const areLists = firsts.every(isRecord) && (firsts.length === 1 || areAlike(firsts));
  if (!areLists && !(looked.every(isRecord) && areAlike(looked))) return null;
  return entries.map(([key, member]) => ({ value: member, key, at: `.${key}` }));
}

/** Whether records have most of their keys in common; of one alone nobody knows. */
function areAlike(records: readonly Record<string, unknown>[]): boolean {
  if (records.length < 2) return false;
  const counts = new Map<string, number>();
  for (const record of records)
    for (const key of Object.keys(record)) counts.set(key, (counts.get(key) ?? 0) + 1);
  const common = [...counts.values()].filter((count) => count * 2 > records.length).length;
  return common > 0 && common * 2 >= counts.size;
}

/** The steps of a place such as `models.*.results`; none for the file itself. */
const stepsOf = (place: string): string[] => (place === "" ? [] : place.split("."));

/** A record with what stands beside it, laid flat, and where in the file it is. */
export interface FoundRecord {
  readonly columns: Columns;
  readonly where: string;
}

/**
 * The records at a place. What stands beside the way to them is `../name` of each, what is above a list on that way
 * `../../name`. Nothing where the file has no such place.
 */
export function* recordsAt(root: unknown, place: string, where = ""): Generator<FoundRecord> {
  yield* below(root, stepsOf(place), where, {});
}

function* below(
  value: unknown,
  steps: readonly string[],
  where: string,
  outer: Columns,
): Generator<FoundRecord> {
  const [step, ...rest] = steps;
  if (step === undefined) {
    for (const member of membersOf(value) ?? []) {
      if (!isRecord(member.value)) continue;
      const key = member.key === undefined ? {} : { [KEY]: member.key };
      yield { columns: { ...outer, ...key, ...flat(member.value) }, where: where + member.at };
    }
  } else if (step === "*") {
    for (const member of membersOf(value) ?? []) {
      const key = member.key === undefined ? {} : { [`../${KEY}`]: member.key };
      yield* below(member.value, rest, where + member.at, { ...deeper(outer), ...key });
    }
  } else if (isRecord(value) && Object.hasOwn(value, step)) {
    const beside = Object.entries(flat(value, step)).slice(0, MOST_BESIDE);
    const around = Object.fromEntries(beside.map(([name, each]) => [`../${name}`, each]));
    yield* below(value[step], rest, where === "" ? step : `${where}.${step}`, { ...outer, ...around });
  }
}

const deeper = (outer: Columns): Columns =>
  Object.fromEntries(Object.entries(outer).map(([name, value]) => [`../${name}`, value]));

/** What stands beside a list is kept of each record: so many short values. */
const MOST_BESIDE = 50;
const MAX_BESIDE = 2_000;
const MOST_TOGETHER = 10;

/**
 * An object's values by their paths, and what is an object in it as a whole. Lists, and what nests too deeply, stay whole, but
 * for lists of named scores, whose members stand by their names; `beside` leaves out that member, all lists and long values.
 */
export function flat(record: Record<string, unknown>, beside?: string): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  const walk = (value: unknown, path: string, depth: number): void => {
    const own = isRecord(value) ? withDuration(value) : beside === undefined ? byName(value) : {};
    const members = Object.entries(own);
    if (depth < MAX_DEPTH && members.length > 0) {
      // What is an object can be a column as a whole too, such as an answer of several fields.
      if (path !== "" && (beside === undefined || members.length <= MOST_TOGETHER)) columns[path] = value;
      for (const [key, member] of members) {
        if (depth === 0 && key === beside) continue;
        walk(member, path === "" ? key : `${path}.${key}`, depth + 1);
      }
    } else if (path !== "" && (beside === undefined || isShort(value))) columns[path] = value;
  };
  walk(record, "", 0);
  return columns;
}

/** Scores of a list such as `[{name: "tone", score: 0.5}]`, by their names; nothing of any other value. */
function byName(value: unknown): Record<string, unknown> {
  if (!Array.isArray(value) || value.length > MOST_BESIDE) return {};
  const named = value.flatMap((member): [string, unknown][] =>
    isRecord(member) && typeof member["name"] === "string" && "score" in member
      ? [[member["name"], member]]
      : [],
  );
  const isWhole = named.length === value.length && new Set(named.map(([name]) => name)).size === named.length;
  return isWhole ? Object.fromEntries(named) : {};
}

/** Seconds since 1970, from 2001 to 2286. */
const isEpoch = (value: unknown): value is number =>
  typeof value === "number" && value >= 1e9 && value < 1e10;

/** Where a start and an end are given in seconds since 1970, a duration in seconds stands there too. */
function withDuration(record: Record<string, unknown>): Record<string, unknown> {
  const { start, end, duration } = record;
  if (duration !== undefined || !isEpoch(start) || !isEpoch(end) || end < start) return record;
  return { ...record, duration: Math.round((end - start) * 1e6) / 1e6 };
}

const isShort = (value: unknown) =>
  typeof value === "number" ||
  typeof value === "boolean" ||
  (typeof value === "string" && value.length <= MAX_BESIDE);

/** A place where records stand. */
export interface Place {
  readonly place: string;
  readonly records: number;
}

const MOST_KEYS = 40;

/** Every place in a value where records stand, with how many there are. */
export function findPlaces(root: unknown): Place[] {
  const found = new Map<string, number>();
  const walk = (values: readonly unknown[], steps: readonly string[]): void => {
    if (steps.length >= MAX_DEPTH || values.length === 0) return;
    const members = values.flatMap((value) => membersOf(value) ?? []);
    const records = members.map(({ value }) => value).filter(isRecord);
    if (records.length > 0) found.set(steps.join("."), records.length);
    // Lists in an object of lists are members too.
    const lists = members.map(({ value }) => value).filter(Array.isArray);
    if (lists.length > 0) walk(lists.slice(0, LOOKED_AT), [...steps, "*"]);
    if (records.length > 0) walkKeys(records.slice(0, LOOKED_AT), [...steps, "*"]);
    walkKeys(values.filter(isRecord).filter(isNoMap), steps);
  };
  // What one key holds of an object of records is a place too, where these are few.
  const isNoMap = (value: Record<string, unknown>) =>
    ofTable(value) === null && Object.keys(value).length <= MOST_KEYS;
  const walkKeys = (records: readonly Record<string, unknown>[], steps: readonly string[]): void => {
    const keys = new Set(records.flatMap((record) => Object.keys(record)));
    for (const key of keys) {
      // A place is written with dots.
      if (key.includes(".") || key === "*" || key === "") continue;
      const inside = records
        .map((record) => record[key])
        .filter((value) => typeof value === "object" && value !== null);
      if (inside.length > 0) walk(inside, [...steps, key]);
    }
  };
  walk([root], []);
  return [...found].map(([place, records]) => ({ place, records }));
}
