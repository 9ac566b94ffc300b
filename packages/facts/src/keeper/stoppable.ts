import type { Orm } from "@evalboard/db";

/** The database, as long as nobody asks to stop: then there are no more units of work, and what goes on breaks off. */
export function stoppable(orm: Pick<Orm, "em">, signal: AbortSignal): Pick<Orm, "em"> {
  return {
    get em() {
      signal.throwIfAborted();
      return orm.em;
    },
  };
}
