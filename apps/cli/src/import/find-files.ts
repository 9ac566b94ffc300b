import { glob, stat } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { UnreadableFile } from "./read-source.ts";

/** A file to import. */
export interface FoundFile {
  /** As the caller gave it, or below the folder that the caller gave. */
  readonly path: string;
  /** Whether the caller named it; of what a folder or a pattern holds, not everything has to be results. */
  readonly named: boolean;
}

const PATTERN = /[*?[\]{}]/;
const RESULTS = "**/*.{json,jsonl,ndjson,csv,eval}";

/**
 * The files that a path means, in the order of their names: itself, those that match it as a pattern, or, for a folder,
 * all in it that may hold results. Hidden folders and node_modules are left out. Throws `UnreadableFile`.
 */
export async function findFiles(path: string, callerDir: string): Promise<FoundFile[]> {
  const about = await stat(resolve(callerDir, path)).catch(() => null);
  if (about?.isDirectory()) return matches(RESULTS, resolve(callerDir, path), path);
  if (about || !PATTERN.test(path)) return [{ path, named: true }];
  return matches(path, callerDir, "");
}

async function matches(pattern: string, folder: string, shown: string): Promise<FoundFile[]> {
  const found: string[] = [];
  for await (const entry of glob(pattern, { cwd: folder, withFileTypes: true, exclude: isLeftOut })) {
    if (entry.isFile()) found.push(join(shown, relative(folder, join(entry.parentPath, entry.name))));
  }
  const ours = found.filter(
    (path) => !path.split(sep).some((part) => part.startsWith(".") && !/^\.+$/.test(part)),
  );
  if (ours.length === 0) throw new UnreadableFile("no file of results is there");
  return ours.toSorted().map((path) => ({ path, named: false }));
}

const isLeftOut = ({ name }: { name: string }) => name === "node_modules" || /^\.[^.]/.test(name);
