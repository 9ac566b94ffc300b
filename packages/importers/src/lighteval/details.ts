import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
  type SchemaTree,
} from "hyparquet";
import { ImportError, type SourceFile } from "../importer.ts";
import { isRecord } from "../json.ts";

/** One row of a details file and its place. */
export interface DetailsRow {
  readonly where: string;
  readonly row: Readonly<Record<string, unknown>>;
}

/** Most rows that are in memory at once. */
const ROWS = 500;

/** Columns that are large, and of no use here: tokens and logits. */
const UNUSED = new Set([
  "input_tokens",
  "cont_tokens",
  "pred_logits",
  "prediction_logits",
  "truncated",
  "padded",
]);

/** The rows of a Parquet file in its order, a row group or less at a time. Throws `ImportError`. */
export async function* readDetails({ blob }: SourceFile): AsyncGenerator<DetailsRow> {
  const file: AsyncBuffer = {
    byteLength: blob.size,
    slice: (start, end) => blob.slice(start, end ?? blob.size).arrayBuffer(),
  };
  const { metadata, columns } = await reading(async () => {
    const found = await parquetMetadataAsync(file, { geoparquet: false });
    const names = columnsOf(found);
    checkCounts(found, file.byteLength);
    return { metadata: found, columns: names };
  });
  let at = 0;
  for (const group of metadata.row_groups) {
    const end = at + Number(group.num_rows);
    for (; at < end; at += ROWS) {
      const [rowStart, rowEnd] = [at, Math.min(end, at + ROWS)];
      const rows = await reading(() => parquetReadObjects({ file, metadata, columns, rowStart, rowEnd }));
      for (const [index, row] of rows.entries())
        yield { where: `row ${rowStart + index + 1}`, row: plainRecord(row) };
    }
    at = end;
  }
}

/**
 * The names of the columns that are read. Throws where a row group has others than the file: the reader would begin columns
 * that nobody waits for, and one of those that breaks ends the process.
 */
function columnsOf(metadata: FileMetaData): string[] {
  const schema = parquetSchema(metadata);
  const leaves = JSON.stringify(leavesOf(schema));
  for (const { columns } of metadata.row_groups) {
    const paths = columns.map(({ meta_data: about }) => about?.path_in_schema);
    if (JSON.stringify(paths) !== leaves) throw new Error("a row group has other columns than the file");
  }
  return schema.children.map(({ element }) => element.name).filter((name) => !UNUSED.has(name));
}

/** More values of a byte than files have: a list of one number again and again takes next to none. */
const VALUES_PER_BYTE = 1_000;

/**
 * Throws where the file says that it has more than it can. Rows are read and values made by these counts; what stands in the
 * pages is held to them by the reader, as patches/hyparquet@1.33.0.patch has it.
 */
function checkCounts({ num_rows: all, row_groups: groups }: FileMetaData, byteLength: number): void {
  const rows = groups.reduce((sum, { num_rows: count }) => sum + Number(count), 0);
  // Each row asks something of its own.
  if (rows !== Number(all) || rows > byteLength || groups.some(({ num_rows: count }) => count < 0))
    throw new Error(`${rows} rows in its groups, and ${all} in all`);
  for (const { columns, num_rows: count } of groups) {
    const values = columns.map(({ meta_data: about }) => about?.num_values ?? 0);
    if (values.some((value) => value < count || value > VALUES_PER_BYTE * byteLength))
      throw new Error(`a column has another number of values than its ${count} rows`);
  }
}

const leavesOf = ({ children, path }: SchemaTree): string[][] =>
  children.length === 0 ? [path] : children.flatMap(leavesOf);

/** What the reader cannot read is damaged, or packed by a method that it does not know. */
async function reading<Value>(read: () => Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split("\n", 1)[0] : "";
    throw new ImportError(`it cannot be read as Parquet; is it damaged? (${why})`, { cause });
  }
}

const plainRecord = (row: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [key, plain(value)]));

/** Integers of 64 bits as numbers, and what is no number (NaN) as null, as in the JSON of other tools. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(plain);
  if (ArrayBuffer.isView(value)) return null;
  return isRecord(value) && !(value instanceof Date) ? plainRecord(value) : value;
}
