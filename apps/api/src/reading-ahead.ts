import { setTimeout } from "node:timers/promises";
import type { Orm, Replicas } from "@evalboard/db";
import { type KeptFigures, readItemsAhead } from "@evalboard/stats";
import type { FastifyBaseLogger } from "fastify";
import type { Closable } from "./stop-on-signal.ts";

interface ReadingAhead {
  readonly orm: Pick<Orm, "em" | "load">;
  readonly replicas: Pick<Replicas, "read"> | undefined;
  readonly kept: KeptFigures;
  readonly timeZone: string;
  readonly log: Pick<FastifyBaseLogger, "debug">;
}

/** What the page shows where its address names no period. */
const FIRST_PERIOD = "7d";

/** Whoever asks at once, such as for the server's health, is answered first. */
const PAUSE_MS = 500;

/**
 * Reads what a board rests on of items, for whoever asks for one first not to wait for it. Where there is but one connection, as to PGlite, nobody
 * is made to wait for that.
 */
export function startReadingAhead({ log, ...board }: ReadingAhead): Closable {
  if (board.orm.load().maxConnections < 2) return { close: () => {} };
  const closing = new AbortController();
  const { signal } = closing;
  const read = async () => {
    await setTimeout(PAUSE_MS, undefined, { signal });
    await readItemsAhead(board, FIRST_PERIOD, signal);
  };
  const reading = read().catch((error: unknown) => {
    if (!signal.aborted) log.debug(error, "items could not be read ahead: the first board reads them");
  });
  return {
    close: async () => {
      closing.abort();
      await reading;
    },
  };
}
