import type { NewResult, StartRun } from "@evalboard/contract";
import { batchResults, type RunResult } from "@evalboard/contract/batches";
import { checkResult, isUnscored } from "../check.ts";
import { hash, hashFile } from "../hash.ts";
import { readHead } from "../head.ts";
import {
  type ImportedRun,
  ImportError,
  type ImportOptions,
  type SourceFile,
  type SurveyedFile,
} from "../importer.ts";
import { nameOfFile } from "../names.ts";
import { numberIn } from "../scale.ts";
import { canonicalJson } from "../text.ts";
import { type Group, groupOf, noteTags, noteTime, startOf } from "./groups.ts";
import { starIn } from "./fields.ts";
import { columnOf, type ColumnMap, saidIn } from "./map.ts";
import { kindOf, openRecords, type RecordFile } from "./read-records.ts";
import { resultOf } from "./read-result.ts";
import { itemKeyOf, type MappedRow, mapRows, runOf } from "./rows.ts";

const HASH_LENGTH = 32;

/** What a file holds that is read by a map, every row of it checked. Throws `ImportError`. */
export async function surveyMapped(
  file: SourceFile,
  map: ColumnMap,
  options: ImportOptions,
): Promise<SurveyedFile> {
  const kind = kindOf(await readHead(file));
  if (kind === null)
    throw new ImportError("it is neither JSON nor JSON Lines nor CSV, so no map can be read with it");
  // The person's word on the command comes before the map's.
  const rules = { ...map, ...saidIn(options) };
  const records = await openRecords(file, kind);
  await refuseUnknownColumns(records, rules);
  const seen = await surveyRows(records, rules, options);
  const groups = [...seen.groups.values()];
  if (groups.length === 0)
    throw new ImportError(`it holds no records${place(rules) === "" ? "" : ` at ${place(rules)}`}`);
  // Two lists of one file are two sets of runs.
  const bytes = await hashFile(file, HASH_LENGTH);
  const fileId = place(rules) === "" ? bytes : `${bytes}:${hash(place(rules), 8)}`;
  const guessed = nameOfFile(file.path ?? file.name) || "results";
  const left = new Set<string>();
  const runs = groups.map((group): ImportedRun => {
    const start = startOf(group, rules, { fileId, dataset: guessed, alone: groups.length === 1 }, left);
    const ended = Number.isFinite(group.to) ? { at: new Date(group.to).toISOString() } : {};
    return {
      start,
      results: group.results,
      unscored: group.unscored,
      ...(group.run.dataset === null ? { datasetGuessed: true } : {}),
      end: { status: "completed", ...ended },
    };
  });
  return {
    runs,
    warnings: [
      ...(seen.others > 0
        ? [
            `${seen.others} records hold none of the columns, and are left out: the first is ${seen.firstOther}`,
          ]
        : []),
      ...(seen.timeless > 0
        ? [`${seen.timeless} times have no zone, such as +02:00 or Z, and are not used`]
        : []),
      ...new Set(groups.flatMap(({ metrics }) => metrics.notes())),
      ...left,
    ],
    results: () => batchResults(resultsOf(records, rules, options, groups, seen)),
  };
}

const place = ({ records = "" }: ColumnMap) => records;

/** A column of the map that no record has is a fault: it is written otherwise, or the map is of another file. */
async function refuseUnknownColumns(records: RecordFile, map: ColumnMap): Promise<void> {
  const there = new Set<string>();
  let count = 0;
  for await (const { columns } of records.read(place(map))) {
    for (const name of Object.keys(columns)) there.add(name);
    if (++count === LOOKED_AT) break;
  }
  if (count === 0)
    throw new ImportError(`records: there is no list of records at ${JSON.stringify(place(map))}`);
  const isThere = (column: string) =>
    column.includes("*")
      ? [...there].some((name) => starIn(column, name) !== null)
      : there.has(column) || count === LOOKED_AT || records.kind === "JSON Lines";
  for (const [field, column] of Object.entries(map.columns)) {
    if (column === null || isThere(column)) continue;
    throw new ImportError(
      `map, ${field}: there is no column ${JSON.stringify(column)}; there are ${[...there]
        .slice(0, 40)
        .map((name) => JSON.stringify(name))
        .join(", ")}`,
    );
  }
  const has = (field: "score" | "passed" | "error" | "output") => columnOf(map, field) !== undefined;
  if (!has("score") && !has("passed") && !has("error") && !has("output"))
    throw new ImportError(
      "map: no column is the score, the verdict or the answer; say --map score=COLUMN or --map passed=COLUMN",
    );
}

const LOOKED_AT = 10_000;

interface SeenRows {
  readonly groups: Map<string, Group>;
  /** Records that are none of the map's. */
  others: number;
  firstOther: string;
  timeless: number;
  /** Whether the file counts repeats from 0. */
  fromZero: boolean;
}

async function surveyRows(records: RecordFile, map: ColumnMap, options: ImportOptions): Promise<SeenRows> {
  const seen: SeenRows = { groups: new Map(), others: 0, firstOther: "", timeless: 0, fromZero: false };
  const onOther = (where: string) => {
    if (seen.others++ === 0) seen.firstOther = where;
  };
  for await (const row of mapRows(records.read(place(map)), map, onOther)) {
    const run = runOf(row, map, options);
    if (run.model === null)
      throw new ImportError(
        `${row.where}, model: nothing says which model answered; say --model provider/name or --map model=COLUMN`,
      );
    const group = groupOf(seen.groups, run);
    const repeat = row.value("repeat");
    if (numberIn(repeat) === 0) seen.fromZero = true;
    const key = hash(itemKeyOf(row, map), 16);
    if (columnOf(map, "repeat") !== undefined) {
      const numbered = `${key} ${repeatIn(row)}`;
      if (group.numbered.has(numbered))
        throw new ImportError(
          `${row.where}: its item stands there before with the same repeat, in the same run; is another column the item, or the run?`,
        );
      group.numbered.add(numbered);
    }
    const asked = (group.items.get(key) ?? 0) + 1;
    group.items.set(key, asked);
    const result = resultOf(row, map, asked, group.metrics);
    checkResult(result, row.where);
    group.results += 1;
    if (isUnscored(result)) group.unscored += 1;
    noteTags(group, row, map);
    if (!noteTime(group, row)) seen.timeless += 1;
  }
  return seen;
}

/** The number of a repeat as the file has it. Throws `ImportError`. */
function repeatIn(row: MappedRow): number {
  const said = row.value("repeat");
  const number = numberIn(said);
  if (number !== null && Number.isInteger(number) && number >= 0 && number < 1_000_000) return number;
  throw new ImportError(`${row.where}, repeat: is ${JSON.stringify(said ?? null)}; expected a whole number`);
}

async function* resultsOf(
  records: RecordFile,
  map: ColumnMap,
  options: ImportOptions,
  groups: readonly Group[],
  { fromZero }: SeenRows,
): AsyncGenerator<RunResult> {
  const indices = new Map(groups.map(({ run }, index) => [canonicalJson(run), index]));
  const asked = new Map<string, number>();
  for await (const row of mapRows(records.read(place(map)), map)) {
    const run = indices.get(canonicalJson(runOf(row, map, options)));
    const group = run === undefined ? undefined : groups[run];
    if (run === undefined || !group) throw new TypeError("the file is another by now");
    const key = `${run} ${hash(itemKeyOf(row, map), 16)}`;
    const count = (asked.get(key) ?? 0) + 1;
    asked.set(key, count);
    const repeat = columnOf(map, "repeat") === undefined ? count : repeatIn(row) + (fromZero ? 1 : 0);
    yield { run, result: resultOf(row, map, repeat, group.metrics) };
  }
}

/** The first results of a file as they would be stored, with the run of each. Throws `ImportError`. */
export async function previewRows(
  surveyed: SurveyedFile,
  most: number,
): Promise<{ readonly run: StartRun; readonly result: NewResult }[]> {
  const rows: { run: StartRun; result: NewResult }[] = [];
  for await (const batch of surveyed.results()) {
    const run = surveyed.runs[batch.run];
    for (const result of batch.results) {
      if (run) rows.push({ run: run.start, result });
      if (rows.length === most) return rows;
    }
  }
  return rows;
}
