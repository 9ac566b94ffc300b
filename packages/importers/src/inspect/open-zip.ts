import { BlobReader, ZipReader, type FileEntry } from "@zip.js/zip.js";
import { ImportError } from "../import-error.ts";
import { unzstd } from "./unzstd.ts";

/** Largest member that is unpacked, in bytes: a sample with all its messages has far less. */
const MAX_MEMBER_BYTES = 128 * 1_024 * 1_024;

const STORED = 0;
const DEFLATE = 8;
const ZSTANDARD = 93;

/** A member of a zip file. */
export interface ZipMember {
  /** With its folders, such as `samples/7_epoch_1.json`. */
  readonly name: string;
  /** Its content as text. Throws `ImportError`. */
  readText(): Promise<string>;
}

/** The members of a zip file by name, in its order; nothing of them is read yet. Throws `ImportError`. */
export async function openZip(blob: Blob): Promise<ReadonlyMap<string, ZipMember>> {
  const members = new Map<string, ZipMember>();
  try {
    for await (const entry of new ZipReader(new BlobReader(blob)).getEntriesGenerator()) {
      if (entry.directory) continue;
      const name = entry.filename;
      // A member written again stands behind its old self.
      members.delete(name);
      members.set(name, { name, readText: () => readMember(entry) });
    }
  } catch (cause) {
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
