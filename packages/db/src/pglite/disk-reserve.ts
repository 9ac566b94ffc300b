import { open, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";

/** PGlite opens a database again in less, and what it may write while that is only read has room too. */
const RESERVE_BYTES = 8 * 1024 * 1024;

/** Room on the disk that is given up when the disk is full: without any PGlite cannot open even to be read. */
export interface DiskReserve {
  release(): Promise<void>;
  /** Takes the room again; gives whether there was any to take. */
  refill(): Promise<boolean>;
}

/** A file in the data folder, which nobody reads. */
export function diskReserve(folder: string): DiskReserve {
  const path = join(folder, "evalboard.reserve");
  const release = () => rm(path, { force: true });
  return {
    release,
    async refill() {
      const there = await stat(path).catch(() => undefined);
      if (there?.size === RESERVE_BYTES) return true;
      try {
        // And as much again, or it would have to be given up with the next run.
        const { bavail, bsize } = await statfs(folder);
        if (bavail * bsize < 2 * RESERVE_BYTES) return false;
        const file = await open(path, "w", 0o600);
        try {
          await file.writeFile(Buffer.alloc(RESERVE_BYTES));
        } finally {
          await file.close();
        }
        return true;
      } catch {
        await release();
        return false;
      }
    },
  };
}
