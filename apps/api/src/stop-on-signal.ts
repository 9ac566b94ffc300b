import { setImmediate as nextTurn, setTimeout as delay } from "node:timers/promises";
import closeWithGrace from "close-with-grace";
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";

/** A part of the server that is under way until it is closed. */
export interface Closable {
  close(): Promise<void> | void;
}

/** How long calls in flight may take to end after a stop was asked for, ms. */
const STOP_DELAY_MS = 10_000;

/** How long it goes on to listen after that, ms: who was let in by the system meanwhile, and not yet by us, would be cut off. */
const LINGER_MS = 250;

/** Waits until all are in who came before. */
async function letIn(): Promise<void> {
  await delay(LINGER_MS);
  // Where the loop is late the time is over before it has looked who came: so turns of the loop as well.
  for (let turn = 0; turn < 3; turn++) await nextTurn();
}

interface Stopped {
  readonly app: FastifyInstance;
  /** May still grow. */
  readonly opened: readonly Closable[];
  readonly log: Logger;
  readonly onStop: () => void;
}

/**
 * Closes the server at a signal, then what it stands on, the last opened first. A second signal ends the process at once. Gives what does
 * so without a signal.
 */
export function stopOnSignal({ app, opened, log, onStop }: Stopped): () => void {
  const grace = closeWithGrace({ delay: STOP_DELAY_MS, logger: false }, async ({ err }) => {
    onStop();
    if (err) log.fatal(err);
    else await letIn();
    await app.close();
    for (const part of opened.toReversed()) await part.close();
  });
  return () => grace.close();
}
