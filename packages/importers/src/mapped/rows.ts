import type { StartRun } from "@evalboard/contract";
import { hash } from "../hash.ts";
import { ImportError, type ImportOptions } from "../importer.ts";
import { readJson } from "../json.ts";
import { modelNamed, toName } from "../names.ts";
import { withPoint } from "../scale.ts";
import { canonicalJson, toText } from "../text.ts";
import { figureIn, isEmpty, isNoFigure } from "./columns.ts";
import { type MapField, runFields, TAG } from "./fields.ts";
import { columnOf, type ColumnMap } from "./map.ts";
import type { FoundRecord } from "./records.ts";
import { starsOf } from "./wide.ts";

/** One answer in a file: a record, or the part of one that is of one model. */
export interface MappedRow {
  readonly where: string;
  /** The value of a field; undefined where there is none. */
  value(field: MapField): unknown;
  /** The value of a column; undefined where there is none, or a word for nothing. */
  at(column: string): unknown;
  /** What stands for `*` in the map's columns. */
  readonly star: string | null;
}

const TEXTS: ReadonlySet<MapField> = new Set(["input", "output", "expected", "promptText"]);

/**
 * The answers of a file's records. One that has nothing of the map in it, such as a first line of settings, is none: its
 * values stand beside the records that follow, as `../name`; `onOther` hears of it.
 */
export async function* mapRows(
  records: AsyncIterable<FoundRecord>,
  map: ColumnMap,
  onOther: (where: string) => void = () => {},
): AsyncGenerator<MappedRow> {
  const own = Object.entries(map.columns).flatMap(([field, column]) =>
    column === null ||
    column.startsWith("../") ||
    runFields.some((each) => each === field) ||
    field.startsWith(TAG)
      ? []
      : [column],
  );
  const patterns = own.filter((column) => column.includes("*"));
  // Whose scores there are was asked; `reference_answer` beside `gpt_answer` is of no model.
  const ranking = [columnOf(map, "score"), columnOf(map, "passed")].filter((column) => column?.includes("*"));
  const asked = ranking.flatMap((column) => (column === undefined ? [] : [column])).slice(0, 1);
  const plain = own.filter((column) => !column.includes("*"));
  const beside: Record<string, unknown> = {};
  for await (const { columns, where } of records) {
    const stars = patterns.length > 0 ? starsOf(columns, asked.length > 0 ? asked : patterns) : [null];
    if (stars.every((star) => star === null) && plain.every((column) => isEmpty(ownOf(columns, column)))) {
      for (const [name, value] of Object.entries(columns)) beside[`../${name}`] = value;
      onOther(where);
      continue;
    }
    const all: Readonly<Record<string, unknown>> = { ...beside, ...columns };
    for (const star of stars) {
      const valueOf = (column: string): unknown =>
        ownOf(all, star === null ? column : column.replace("*", star));
      const at = (column: string): unknown => {
        const value = figureIn(valueOf(column));
        if (isEmpty(value) || isNoFigure(value)) return undefined;
        return map.decimalComma === true && typeof value === "string" ? withPoint(value) : value;
      };
      const value = (field: MapField): unknown => {
        const column = columnOf(map, field);
        if (column === undefined) return undefined;
        if (!TEXTS.has(field)) return at(column);
        // "None" may be an answer, and so may a list of one number.
        const text = valueOf(column);
        const isText = typeof text === "string" && !/^\s*[-—]?\s*$/.test(text);
        return !isText && isEmpty(text) ? undefined : text;
      };
      const row = { where: star === null ? where : `${where}, ${star}`, value, at, star };
      // A model that was not asked has nothing there.
      if (star === null || patterns.some((pattern) => at(pattern) !== undefined)) yield row;
    }
  }
}

/** A column may be called what every object has, such as `constructor`. */
function ownOf(columns: Readonly<Record<string, unknown>>, column: string): unknown {
  return Object.hasOwn(columns, column) ? columns[column] : undefined;
}

const HASH_LENGTH = 32;
const NAMELESS = new Set(["true", "false"]);

/** The key of the item that a row is of: what the item column says, else a hash of its input. Throws `ImportError`. */
export function itemKeyOf(row: MappedRow, map: ColumnMap): string {
  const said = row.value("item");
  const name = typeof said === "object" ? "" : toName(toText(said) ?? "");
  if (name !== "" && !NAMELESS.has(name)) return name;
  if (said !== undefined && typeof said === "object") return hash(canonicalJson(said), HASH_LENGTH);
  const input = objectIn(row.value("input"));
  if (input !== undefined)
    return hash(typeof input === "string" ? input.trim() : canonicalJson(input), HASH_LENGTH);
  const column = columnOf(map, "item") ?? columnOf(map, "input");
  const what =
    column === undefined
      ? "no column says which item it is"
      : `${column}: is empty, so nothing says which item it is`;
  throw new ImportError(`${row.where}, ${what}; say --map item=COLUMN or --map input=COLUMN`);
}

/** What a text says that is a JSON object, as cells of a CSV hold them, so that an item is one in each export; anything else as it is. */
export function objectIn(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*\{[^]*\}\s*$/.test(value)) return value;
  try {
    return readJson(value);
  } catch {
    return value;
  }
}

/** What of a row tells its run from others, each said by the person, by the row, or by nobody. */
export interface RowRun {
  readonly model: StartRun["model"] | null;
  readonly dataset: string | null;
  readonly prompt: string | null;
  readonly promptText: string;
  readonly run: string | null;
}

/** The run that a row is of; the person's word comes before the row's, then the map's. */
export function runOf(row: MappedRow, map: ColumnMap, options: ImportOptions): RowRun {
  const text = (field: MapField): string => {
    const said = row.value(field);
    return toName(toText(said) ?? "");
  };
  const name = row.star === null ? text("model") : toName(row.star);
  const provider = text("provider");
  const said = options.model ?? (name === "" ? map.model : undefined);
  const own = provider === "" ? modelNamed(name) : { provider, name };
  return {
    model: said !== undefined ? modelNamed(said) : name === "" ? null : own,
    dataset: options.dataset ?? map.dataset ?? (toName(text("dataset")) || null),
    prompt: options.prompt ?? map.prompt ?? (toName(text("prompt")) || null),
    promptText: toText(row.value("promptText")) ?? "",
    run: toName(text("run")) || null,
  };
}
