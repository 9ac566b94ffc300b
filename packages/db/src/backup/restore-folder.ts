import { readdir, rename, rm } from "node:fs/promises";
import { createOrm } from "../orm.ts";
import { holdsDatabase, restoringFolder } from "../pglite/damaged-folder.ts";
import { lockFolder } from "../pglite/lock-folder.ts";
import { type Board, fillEmpty, refuseUnknown } from "./fill-empty.ts";

/** The folder holds something that a restore would have taken the place of. */
export class FolderNotEmptyError extends Error {
  override readonly name = "FolderNotEmptyError";
}

interface RestoreOptions {
  /** Whether a database that is there is put aside. */
  readonly replace: boolean;
  readonly now: Date;
}

/**
 * Makes a folder hold a board. It is filled beside, as `<folder>.restoring`, and takes its place once it is whole; a database that was there
 * is kept as `<folder>.before-<time>`, whose path is given, else null.
 * @throws FolderInUseError; FolderNotEmptyError; what `fillEmpty` throws; and then the folder is as it was
 */
export async function restoreFolder(
  board: Board,
  path: string,
  { replace, now }: RestoreOptions,
): Promise<string | null> {
  refuseUnknown(board.migrations);
  const lock = await lockFolder(path);
  try {
    const { folder } = lock;
    const isEmpty = (await readdir(folder)).length === 0;
    if (!isEmpty && !holdsDatabase(folder)) {
      throw new FolderNotEmptyError(
        `the folder ${folder} holds files that are no board; name another folder by --data-dir`,
      );
    }
    if (!isEmpty && !replace) {
      throw new FolderNotEmptyError(
        `the folder ${folder} holds a board; --replace puts it aside, or name another folder by --data-dir`,
      );
    }
    const restoring = restoringFolder(folder);
    // What a restore that was killed has left.
    await rm(restoring, { recursive: true, force: true });
    await fillFolder(board, restoring);
    const aside = isEmpty ? null : `${folder}.before-${now.toISOString().replaceAll(/[-:]|\.\d+/g, "")}`;
    if (aside !== null) await rename(folder, aside);
    await rename(restoring, folder);
    return aside;
  } finally {
    await lock.release();
  }
}

async function fillFolder(board: Board, folder: string): Promise<void> {
  try {
    const orm = await createOrm({ dataDir: folder });
    try {
      await fillEmpty(orm, board);
    } finally {
      await orm.close();
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
