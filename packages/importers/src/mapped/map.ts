import { z } from "zod";
import { readShape } from "../check.ts";
import { escapeControls, ImportError, ImportOptions } from "../importer.ts";
import { readJson } from "../json.ts";
import { type MapField, mapFields, type METRIC, overlap, starIn, type TAG } from "./fields.ts";

const fieldNames: readonly string[] = mapFields.map(({ field }) => field);

const Field = z
  .string()
  .refine(
    (field) => fieldNames.includes(field) || (/^(?:metric|tag):/.test(field) && /:./.test(field)),
    `must be one of ${fieldNames.join(", ")}, or metric:NAME or tag:NAME`,
  );

const { scale, lowerIsBetter, words, model, dataset, prompt } = ImportOptions.shape;

/** Which column of a file is what: what `--save-map` writes and `--map-file` reads. */
export const ColumnMap = z.strictObject({
  /** Where the list of records stands in a JSON file: `results.items`, `*.answers` of each member; empty for the file itself. */
  records: z.string().optional(),
  /**
   * By field the column's name, as the file has it: `usage.total` of what is in an object, `../model` of what stands beside
   * the list. A `*` in names of several fields stands for the model: `*_score`. Null where no column is it.
   */
  columns: z.record(Field, z.string().min(1).nullable()),
  /** Whether a comma stands before fractions and points between thousands, as `1.204,5`. */
  decimalComma: z.boolean().optional(),
  /** Whether an answer is right where it equals what was expected, but for case and spaces around it: where no column is a score. */
  exactMatch: z.boolean().optional(),
  latencyUnit: z.enum(["us", "ms", "s", "min"]).optional(),
  scale,
  lowerIsBetter,
  words,
  model,
  dataset,
  prompt,
});
export type ColumnMap = z.infer<typeof ColumnMap>;

/** What of the map's columns belongs to a field; undefined where none does. */
export function columnOf({ columns }: ColumnMap, field: MapField): string | undefined {
  return (Object.hasOwn(columns, field) ? columns[field] : null) ?? undefined;
}

/** The columns that are metrics or tags, by their names. */
export function namedColumns({ columns }: ColumnMap, prefix: typeof METRIC | typeof TAG): [string, string][] {
  return Object.entries(columns).flatMap(([field, column]): [string, string][] =>
    field.startsWith(prefix) && column !== null ? [[field.slice(prefix.length), column]] : [],
  );
}

/** A map file's text. Throws `ImportError` with what is wrong in it. */
export function readMap(text: string): ColumnMap {
  return readShape(ColumnMap, readJson(text), "");
}

/** A map as a file: keys that say nothing are left out. */
export function writeMap(map: ColumnMap): string {
  return `${JSON.stringify(map, null, 2)}\n`;
}

/** One `--map field=column`; nothing after the `=` says that no column is it. Throws `ImportError`. */
export function parseMapping(text: string): [string, string | null] {
  const at = mappingAt(text);
  const field = (at === -1 ? text : text.slice(0, at)).trim();
  const known = Field.safeParse(field);
  if (at === -1 || !known.success) {
    const fault =
      at === -1
        ? "must be a field and a column, such as score=judge_score"
        : (known.error?.issues[0]?.message ?? "");
    throw new ImportError(fault);
  }
  const column = text.slice(at + 1).trim();
  return [field, column === "" ? null : column];
}

/** Where the column begins: a metric or tag that is called like its column may have an equals sign in its name. */
function mappingAt(text: string): number {
  const [prefix = ""] = /^(?:metric|tag):/.exec(text) ?? [];
  const rest = text.slice(prefix.length);
  const middle = (rest.length - 1) / 2;
  const isTwice = prefix !== "" && rest[middle] === "=" && rest.slice(0, middle) === rest.slice(middle + 1);
  return isTwice ? prefix.length + middle : text.indexOf("=");
}

/** One `--words right=1,left=0,both=0.5`; nothing after the `=` says that the word is no score. Throws `ImportError`. */
export function parseWords(text: string): Record<string, number | null> {
  const pairs = text.split(/[,;](?=[^=]*=)/).map((pair): [string, number | null] => {
    const at = pair.lastIndexOf("=");
    const word = pair.slice(0, at).trim();
    const value = pair.slice(at + 1).trim();
    const number = /^(?:\d+\.?\d*|\.\d+)$/.test(value) ? Number(value) : Number.NaN;
    if (word === "" || at < 1 || !(value === "" || number <= 1))
      throw new ImportError(
        "must be words and what they count as from 0 to 1, such as right=1,left=0,both=0.5",
      );
    return [word, value === "" ? null : number];
  });
  return Object.fromEntries(pairs);
}

/** One `--scale 1..10`. Throws `ImportError`. */
export function parseScale(text: string): { readonly from: number; readonly to: number } {
  const [, from = "", to = ""] =
    /^\s*(-?\d+(?:\.\d+)?)\s*(?:\.\.|to|–|:)\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text) ?? [];
  const parsed = scale.unwrap().safeParse({ from: Number(from), to: Number(to) });
  if (from !== "" && to !== "" && parsed.success) return parsed.data;
  throw new ImportError("must go from the least to the greatest score, such as 1..10");
}

/** What a shell takes as one word, in one line. */
export function quoted(text: string): string {
  if (/^[\w./:@%+,=-]+$/.test(text)) return text;
  if (/\p{Cc}/u.test(text)) return `$'${escapeControls(text.replaceAll(/[\\']/g, "\\$&"))}'`;
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** In the order in which the fields are told. */
const placeOf = (field: string) =>
  fieldNames.indexOf(field) + (fieldNames.includes(field) ? 0 : fieldNames.length + 1);

/** The options that say a map: what a person can type after the file's name. */
export function mapOptions(map: ColumnMap): string[] {
  const {
    columns,
    records: place,
    decimalComma,
    exactMatch,
    latencyUnit,
    scale: range,
    lowerIsBetter: lower,
    words: known,
  } = map;
  return [
    ...(place === undefined || place === "" ? [] : [`--records ${quoted(place)}`]),
    ...Object.entries(columns)
      .toSorted(([a], [b]) => placeOf(a) - placeOf(b))
      .flatMap(([field, column]) => (column === null ? [] : [`--map ${quoted(`${field}=${column}`)}`])),
    ...(exactMatch === true ? ["--exact-match"] : []),
    ...(decimalComma === true ? ["--decimal-comma"] : []),
    ...(latencyUnit === undefined ? [] : [`--latency-unit ${latencyUnit}`]),
    ...(range === undefined ? [] : [`--scale ${range.from}..${range.to}`]),
    ...(lower === true ? ["--lower-is-better"] : []),
    ...(known === undefined || Object.keys(known).length === 0
      ? []
      : [
          `--words ${quoted(
            Object.entries(known)
              .map(([word, value]) => `${word}=${value ?? ""}`)
              .join(),
          )}`,
        ]),
    ...(["model", "dataset", "prompt"] as const).flatMap((name) =>
      map[name] === undefined ? [] : [`--${name} ${quoted(map[name])}`],
    ),
  ];
}

/** Columns of a file that a map takes nothing of. */
export function leftOut(columns: readonly string[], map: ColumnMap): string[] {
  const used = Object.values(map.columns).filter((column) => column !== null);
  const isUsed = (name: string) =>
    used.some((column) => overlap(column, name) || starIn(column, name) !== null);
  return columns.filter((name) => !isUsed(name) && !columns.some((other) => other.startsWith(`${name}.`)));
}

/** What the person says of all files as a part of a map; nothing of what is not said. */
export function saidIn({
  scale: range,
  lowerIsBetter: lower,
  words: known,
  model: answers,
  dataset: items,
  prompt: asks,
}: ImportOptions): Partial<ColumnMap> {
  const said = {
    scale: range,
    lowerIsBetter: lower,
    words: known,
    model: answers,
    dataset: items,
    prompt: asks,
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}
