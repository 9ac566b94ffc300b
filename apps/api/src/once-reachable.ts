import { setTimeout } from "node:timers/promises";

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5_000;

/** Does the work, again and again while the database is away, waiting longer each time. Throws any other error. */
export async function onceReachable(
  isOutage: (error: unknown) => boolean,
  work: () => Promise<void>,
): Promise<void> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!isOutage(error)) throw error;
      process.stderr.write(`The database cannot be reached; trying again in ${waitMs} ms\n`);
      await setTimeout(waitMs);
    }
  }
}
