import { openAsBlob } from "node:fs";
import { access, constants, glob, stat } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import type { SourceFile } from "@evalboard/importers";
import { knownFormats } from "@evalboard/importers/formats";
import { z } from "zod";

/** A file to import. */
export interface FoundFile {
  /** As the caller gave it, or below the folder that the caller gave. */
  readonly path: string;
  /** Whether the caller named it; of what a folder or a pattern holds, not everything has to be results. */
  readonly named: boolean;
  /** The folder or pattern that it was found by. */
  readonly from?: string;
}

const PATTERN = /[*?[\]{}]/;
const ENDINGS = new Set(knownFormats.flatMap(({ endings }) => endings));
const RESULTS = `**/*.{${[...ENDINGS].join()}}`;

/**
 * The files that a path means, in the order of their names: itself, those that match it as a pattern, or, for a folder,
 * all in it that may hold results. Hidden folders and node_modules are left out. Throws `UnreadableFile`.
 */
export async function findFiles(path: string, callerDir: string): Promise<FoundFile[]> {
  const about = await stat(resolve(callerDir, path)).catch(() => null);
  if (about?.isDirectory()) return matches(RESULTS, resolve(callerDir, path), path, path);
  if (about || !PATTERN.test(path)) return [{ path, named: true }];
  return matches(path, callerDir, "", path);
}

async function matches(pattern: string, folder: string, shown: string, asked: string): Promise<FoundFile[]> {
  const found: string[] = [];
  for await (const entry of glob(pattern, { cwd: folder, withFileTypes: true, exclude: isLeftOut })) {
    if (entry.isFile()) found.push(join(shown, relative(folder, join(entry.parentPath, entry.name))));
  }
  const ours = found.filter(
    (path) => !path.split(sep).some((part) => part.startsWith(".") && !/^\.+$/.test(part)),
  );
  if (ours.length === 0) throw new UnreadableFile("no file of results is there");
  return ours.toSorted().map((path) => ({ path, named: false, from: asked }));
}

const isLeftOut = ({ name }: { name: string }) => name === "node_modules" || /^\.[^.]/.test(name);

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
    return { name: path, path: resolved, blob: await openAsBlob(resolved) };
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    const code = FileSystemError.safeParse(error).data?.code ?? "unknown error";
    throw new UnreadableFile(faults.get(code) ?? `it cannot be read (${code})`, { cause: error });
  }
}
