import { openAsBlob } from "node:fs";
import { access, constants, stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { SourceFile } from "@evalboard/importers";
import { z } from "zod";

/** A file that cannot be read; the message says why. */
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

/** A file to read, its path relative to `folder`; nothing of it is read yet. Throws `UnreadableFile`. */
export async function readSource(path: string, folder: string): Promise<SourceFile> {
  const resolved = resolve(folder, path);
  try {
    if ((await stat(resolved)).isDirectory()) throw new UnreadableFile("it is a folder");
    await access(resolved, constants.R_OK);
    return { name: path, blob: await openAsBlob(resolved) };
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    const code = FileSystemError.safeParse(error).data?.code ?? "unknown error";
    throw new UnreadableFile(faults.get(code) ?? `it cannot be read (${code})`, { cause: error });
  }
}
