import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { lockFolder } from "./lock-folder.ts";

/** The data folder cannot be opened, though nobody else has it. It was left as it is. */
export class DamagedFolderError extends Error {
  override readonly name = "DamagedFolderError";

  constructor(folder: string, cause: unknown) {
    super(
      `The data folder ${folder} cannot be opened (${cause instanceof Error ? cause.message : String(cause)}). It is left as it is. ` +
        "Look whether its disk is full; if it is damaged, bring a backup back by: evalboard restore FILE --replace, which keeps the folder aside.",
      { cause },
    );
  }
}

/** Whether a folder holds a database of PGlite, whatever is in it. */
export function holdsDatabase(folder: string): boolean {
  return existsSync(join(folder, "PG_VERSION"));
}

/** Where a restore fills a folder before it takes the place of another. */
export const restoringFolder = (folder: string) => `${folder}.restoring`;

/**
 * Gives whether the folder holds a database; false where it is empty and no restore was broken off beside it. PGlite would make a new one in a folder without a file
 * `PG_VERSION`, over whatever else is there: a board that has lost it, or somebody's letters.
 * @throws DamagedFolderError
 */
export async function refuseForeignFiles(lock: Awaited<ReturnType<typeof lockFolder>>): Promise<boolean> {
  const { folder } = lock;
  if (holdsDatabase(folder)) return true;
  const files = await readdir(folder);
  if (files.length === 0 && !existsSync(restoringFolder(folder))) return false;
  await lock.release();
  if (files.length === 0) {
    throw new DamagedFolderError(
      folder,
      `a restore into it was broken off: ${restoringFolder(folder)} is what it had made, and a board that was here before is kept as ${folder}.before-…`,
    );
  }
  throw new DamagedFolderError(folder, `it holds ${files.slice(0, 3).join(", ")}, but no PG_VERSION`);
}
