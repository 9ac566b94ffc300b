import { constants } from "node:buffer";
import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { SourceFile } from "@evalboard/importers";
import { z } from "zod";

/** A file that cannot be read as text; the message says why. */
export class UnreadableFile extends Error {
  override readonly name = "UnreadableFile";
}

const FileSystemError = z.object({ code: z.string() });
const faults = new Map([
  ["ENOENT", "there is no such file"],
  ["ENOTDIR", "there is no such file"],
  ["EACCES", "it may not be read"],
  ["EPERM", "it may not be read"],
]);

/** The text of a file, its path relative to `folder`. Throws `UnreadableFile`. */
export async function readSource(path: string, folder: string): Promise<SourceFile> {
  const bytes = await readBytes(resolve(folder, path));
  try {
    return { name: path, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch (cause) {
    throw new UnreadableFile("it is not UTF-8 text, so not JSON", { cause });
  }
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    const about = await stat(path);
    if (about.isDirectory()) throw new UnreadableFile("it is a folder; name the files in it");
    if (about.size > constants.MAX_STRING_LENGTH) throw new UnreadableFile("it is larger than 512 MB");
    return await readFile(path);
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    const code = FileSystemError.safeParse(error).data?.code ?? "unknown error";
    throw new UnreadableFile(faults.get(code) ?? `it cannot be read (${code})`, { cause: error });
  }
}
