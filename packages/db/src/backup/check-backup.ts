import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createZstdDecompress } from "node:zlib";
import type { z } from "zod";
import { hasCode } from "../error-code.ts";
import {
  type BackupSummary,
  ChecksumLine,
  EndLine,
  Head,
  HeadLine,
  RowsLine,
  summaryOf,
  type Totals,
  VERSION,
} from "./backup-format.ts";
import type { RowSource } from "./load-rows.ts";
import { tallyRows } from "./tables.ts";

/** The file is no backup, or not whole; the message says which. */
export class BackupFileError extends Error {
  override readonly name = "BackupFileError";
}

/** A backup that was read once from its start to its end, and is whole. */
export interface CheckedBackup extends RowSource {
  readonly path: string;
  readonly migrations: readonly string[];
  readonly summary: BackupSummary;
}

/**
 * Reads a backup to its end and looks whether it is one, whole and unchanged, before anybody touches a database.
 * @throws BackupFileError
 */
export async function checkBackup(path: string): Promise<CheckedBackup> {
  let head: z.output<typeof Head> | undefined;
  let totals: z.output<typeof Totals> | undefined;
  const tallies = new Map<string, ReturnType<typeof tallyRows>>();
  for await (const part of readParts(path)) {
    if (part.kind === "head") head = part.head;
    else if (part.kind === "end") totals = part.totals;
    else {
      const tally = tallies.get(part.table) ?? tallyRows();
      tally.add(part.row);
      tallies.set(part.table, tally);
    }
  }
  if (!head || !totals) throw new BackupFileError(`${path} is damaged: its end is missing`);
  const expected = new Map(Object.entries(totals.tallies));
  for (const { name } of head.tables) {
    const found = tallies.get(name)?.tally() ?? tallyRows().tally();
    if (found.sum !== expected.get(name)?.sum) {
      throw new BackupFileError(`${path} is damaged: its rows of ${name} are not those that were written`);
    }
  }
  const { sequences } = totals;
  return {
    path,
    migrations: head.migrations,
    tables: head.tables,
    summary: summaryOf(head.madeAt, expected),
    rows: () => rowsOf(path),
    totals: () => ({ tallies: expected, sequences }),
  };
}

const CHUNK_LENGTH = 1_000_000;

async function* rowsOf(path: string): AsyncGenerator<{ table: string; rows: string[] }> {
  let chunk: { table: string; rows: string[]; length: number } = { table: "", rows: [], length: 0 };
  for await (const part of readParts(path)) {
    if (part.kind !== "row") continue;
    if (chunk.rows.length > 0 && (part.table !== chunk.table || chunk.length > CHUNK_LENGTH)) {
      yield chunk;
      chunk = { table: part.table, rows: [], length: 0 };
    }
    chunk.table = part.table;
    chunk.rows.push(part.row);
    chunk.length += part.row.length;
  }
  if (chunk.rows.length > 0) yield chunk;
}

type Part =
  | { readonly kind: "head"; readonly head: z.output<typeof Head> }
  | { readonly kind: "row"; readonly table: string; readonly row: string }
  | { readonly kind: "end"; readonly totals: z.output<typeof Totals> };

/** The parts of a backup in their order, as far as they are right. Throws BackupFileError where one is not. */
async function* readParts(path: string): AsyncGenerator<Part> {
  const hash = createHash("sha256");
  let table: string | undefined;
  let isHeadRead = false;
  let isChecked = false;
  for await (const text of linesOf(path)) {
    if (isChecked) throw new BackupFileError(`${path} is damaged: it goes on after its end`);
    if (!isHeadRead) {
      yield { kind: "head", head: readHead(path, text) };
      isHeadRead = true;
    } else if (text.startsWith("[")) {
      const control = parse(text);
      const checksum = ChecksumLine.safeParse(control).data;
      if (checksum) {
        if (checksum[1] !== hash.digest("hex")) {
          throw new BackupFileError(`${path} is damaged: its checksum is another`);
        }
        isChecked = true;
        continue;
      }
      const rows = RowsLine.safeParse(control).data;
      const end = EndLine.safeParse(control).data;
      if (rows) table = rows[1];
      else if (end) yield { kind: "end", totals: end[1] };
      else throw new BackupFileError(`${path} is damaged: it has a line that no backup has`);
    } else {
      if (table === undefined) throw new BackupFileError(`${path} is damaged: a row of no table`);
      yield { kind: "row", table, row: text };
    }
    hash.update(`${text}\n`);
  }
  if (!isHeadRead) throw notOurs(path);
  if (!isChecked) throw new BackupFileError(`${path} is damaged: its end is missing`);
}

function readHead(path: string, text: string): z.output<typeof Head> {
  const first = HeadLine.safeParse(parse(text)).data;
  if (!first) throw notOurs(path);
  const [, version, said] = first;
  if (version > VERSION) {
    throw new BackupFileError(
      `${path} was made by a newer EvalBoard, in a form that this one does not know; restore it with that version or a newer one`,
    );
  }
  const head = Head.safeParse(said).data;
  if (!head) throw new BackupFileError(`${path} is damaged: its first line is not whole`);
  return head;
}

const notOurs = (path: string) =>
  new BackupFileError(`${path} is no backup of an EvalBoard; \`evalboard backup FILE\` makes one`);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const ZSTD_MAGIC = 0xfd2fb528;

/** The lines of the text that a file holds, compressed or not. Throws BackupFileError where that breaks off. */
async function* linesOf(path: string): AsyncGenerator<string> {
  const file = await open(path, "r");
  const start = Buffer.alloc(4);
  const { bytesRead } = await file.read(start, 0, 4, 0);
  await file.close();
  const isCompressed = bytesRead === 4 && start.readUInt32LE() === ZSTD_MAGIC;
  const bytes = createReadStream(path);
  const unpacked = isCompressed ? createZstdDecompress() : undefined;
  // What breaks off is heard of by whoever reads.
  if (unpacked) pipeline(bytes, unpacked).catch(() => {});
  try {
    yield* linesIn(unpacked ?? bytes);
  } catch (error) {
    const isOfZstd = error instanceof Error && "code" in error && String(error.code).startsWith("ZSTD_");
    if (!isOfZstd && !hasCode(error, "Z_BUF_ERROR")) throw error;
    throw new BackupFileError(`${path} is damaged: it cannot be unpacked`, { cause: error });
  } finally {
    bytes.destroy();
    unpacked?.destroy();
  }
}

/** Only `\n` ends a line: rows hold other characters that do so elsewhere. */
async function* linesIn(bytes: AsyncIterable<unknown>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const piece of bytes) {
    if (!(piece instanceof Uint8Array)) continue;
    const [first = "", ...others] = decoder.decode(piece, { stream: true }).split("\n");
    const last = others.pop();
    if (last === undefined) {
      rest += first;
      continue;
    }
    yield rest + first;
    yield* others;
    rest = last;
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}
