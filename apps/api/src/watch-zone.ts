import { setTimeout } from "node:timers/promises";
import type { Orm } from "@evalboard/db";
import { OtherZone, requireZone } from "@evalboard/team";

interface ZoneWatchOptions {
  readonly orm: Pick<Orm, "em">;
  /** The zone of this server. */
  readonly timeZone: string;
  /** Hears once that the board has another zone since. */
  readonly onOther: (error: OtherZone) => void;
  /** How long after one look the next one is, ms. */
  readonly everyMs?: number;
}

/** Looks whether another server was started that has changed the zone of the board: what this one computes would be another board. */
export function watchZone({ orm, timeZone, onOther, everyMs = 10_000 }: ZoneWatchOptions): {
  close(): Promise<void>;
} {
  const closing = new AbortController();
  const { signal } = closing;
  const watch = async () => {
    for (;;) {
      await setTimeout(everyMs, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      try {
        await requireZone(orm, timeZone);
      } catch (error) {
        // A database that is away is heard of elsewhere.
        if (error instanceof OtherZone) return onOther(error);
      }
    }
  };
  const watching = watch();
  return {
    close: async () => {
      closing.abort(new Error("the server was stopped"));
      await watching;
    },
  };
}
