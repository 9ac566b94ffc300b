import { BlobReader, type FileEntry, ZipReader } from "@zip.js/zip.js";
import { Decompress } from "fzstd";
import { readShape } from "../check.ts";
import { ImportError, type SourceFile } from "../importer.ts";
import { isRecord, readLenientJson } from "../json.ts";
import { type InspectLog, LogHeader, type PlacedSample, Sample } from "./log.ts";

/**
 * A `.eval` log: a zip whose `header.json` has all but the samples, each of which is a member. While the evaluation goes
 * on there is none, and its journal says how it began. Throws `ImportError`.
 */
export async function openEvalLog({ blob }: SourceFile): Promise<InspectLog> {
  const members = await openZip(blob);
  const samples = [...members.values()].filter(({ name }) => /^samples\/[^/]+\.json$/.test(name));
  return {
    header: await readHeader(members),
    async *samples(): AsyncGenerator<PlacedSample> {
      for (const member of samples) {
        yield { where: member.name, sample: readShape(Sample, await readJsonMember(member), member.name) };
      }
    },
  };
}

async function readHeader(members: ReadonlyMap<string, ZipMember>): Promise<LogHeader> {
  const header = members.get("header.json");
  if (header) return readShape(LogHeader, await readJsonMember(header), header.name);
  const journal = members.get("_journal/start.json");
  if (!journal) throw new ImportError("header.json: is missing; is it a zip of another kind?");
  const start = await readJsonMember(journal);
  return readShape(LogHeader, { ...(isRecord(start) ? start : {}), status: "started" }, journal.name);
}

async function readJsonMember(member: ZipMember): Promise<unknown> {
  const text = await member.readText();
  try {
    return readLenientJson(text);
  } catch (cause) {
    if (!(cause instanceof ImportError)) throw cause;
    throw new ImportError(`${member.name}, ${cause.message}`, { cause });
  }
}

/** Largest member that is unpacked, in bytes: a sample with all its messages has far less. */
const MAX_MEMBER_BYTES = 128 * 1_024 * 1_024;

/** How many times its own size a zip may unpack to, once that is much: a log's JSON packs 5 to 50 times, a bomb 1 000. */
const MOST_TIMES = 200;
const MUCH_BYTES = 64 * 1_024 * 1_024;

/** Most members: each sample is one. */
const MAX_MEMBERS = 1_000_000;

const STORED = 0;
const DEFLATE = 8;
const ZSTANDARD = 93;

/** A member of a zip file. */
interface ZipMember {
  /** With its folders, such as `samples/7_epoch_1.json`. */
  readonly name: string;
  /** Its content as text. Throws `ImportError`. */
  readText(): Promise<string>;
}

/** The members of a zip file by name, in its order; nothing of them is read yet. Throws `ImportError`. */
async function openZip(blob: Blob): Promise<ReadonlyMap<string, ZipMember>> {
  const members = new Map<string, ZipMember>();
  let unpackedBytes = 0;
  let read = 0;
  try {
    for await (const entry of new ZipReader(new BlobReader(blob)).getEntriesGenerator()) {
      // What members say of their size holds: none unpacks to more. That they may share bytes is why the whole is asked.
      unpackedBytes += entry.uncompressedSize;
      read += 1;
      if (unpackedBytes > Math.max(MUCH_BYTES, MOST_TIMES * blob.size))
        throw new ImportError(
          `it unpacks to more than ${MOST_TIMES} times its ${blob.size} bytes, as no log does: is it a zip bomb?`,
        );
      if (read > MAX_MEMBERS) throw new ImportError(`it has more than ${MAX_MEMBERS} members`);
      if (entry.directory) continue;
      const name = entry.filename;
      // A member written again stands behind its old self.
      members.delete(name);
      members.set(name, { name, readText: () => readMember(entry) });
    }
  } catch (cause) {
    if (cause instanceof ImportError) throw cause;
    throw new ImportError("it is no whole zip file: was it cut off while it was written?", { cause });
  }
  return members;
}

async function readMember(entry: FileEntry): Promise<string> {
  const { filename, compressionMethod, uncompressedSize } = entry;
  if (uncompressedSize > MAX_MEMBER_BYTES) throw new ImportError(`${filename}: is larger than 128 MB`);
  if (![STORED, DEFLATE, ZSTANDARD].includes(compressionMethod)) {
    const expected = `expected deflate (${DEFLATE}) or zstd (${ZSTANDARD})`;
    throw new ImportError(`${filename}: is packed by method ${compressionMethod}; ${expected}`);
  }
  try {
    const bytes =
      compressionMethod === ZSTANDARD
        ? unzstd(await unpack(entry, { passThrough: true }), uncompressedSize)
        : await unpack(entry, { checkSignature: true });
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ImportError(`${filename}: cannot be unpacked; the file is damaged`, { cause });
  }
}

/** Without web workers: a page's content policy may forbid them. */
async function unpack(
  entry: FileEntry,
  options: { readonly passThrough?: boolean; readonly checkSignature?: boolean },
): Promise<Uint8Array> {
  const size = options.passThrough ? entry.compressedSize : entry.uncompressedSize;
  const bytes = new Uint8Array(size);
  let length = 0;
  const sink = new WritableStream<Uint8Array>({
    write(chunk) {
      // Throws where there is more than the zip says: a bomb goes off no further than that.
      bytes.set(chunk, length);
      length += chunk.length;
    },
  });
  await entry.getData(sink, { ...options, useWebWorkers: false });
  if (length !== size) throw new Error(`${length} bytes instead of ${size}`);
  return bytes;
}

/** Zstandard data unpacked; throws where it is damaged or not `size` bytes, however much more it would become. */
function unzstd(packed: Uint8Array, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let length = 0;
  const stream = new Decompress((chunk) => {
    bytes.set(chunk, length);
    length += chunk.length;
  });
  stream.push(packed, true);
  if (length !== size) throw new Error(`${length} bytes instead of ${size}`);
  return bytes;
}
