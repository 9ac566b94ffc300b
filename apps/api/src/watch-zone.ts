import type { Orm } from "@evalboard/db";
import { OtherZone, requireZone } from "@evalboard/team";
import { startRepeating } from "./repeating.ts";

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
  let isOther = false;
  const look = async () => {
    if (isOther) return;
    try {
      await requireZone(orm, timeZone);
    } catch (error) {
      // A database that is away is heard of elsewhere.
      if (!(error instanceof OtherZone)) return;
      isOther = true;
      onOther(error);
    }
  };
  return startRepeating(look, { firstMs: everyMs, everyMs });
}
