import type { Orm } from "@evalboard/db";
import { createStatsReader, type StatsReader, type StatsReaderOptions } from "@evalboard/stats";
import { timeZone } from "./filled-board.ts";

/** A reader that has no answer yet, and of figures what is kept. `onUnitOfWork` hears each time that it goes to the database. */
export function boardReader(
  { em }: Orm,
  onUnitOfWork: () => void = () => {},
  kept?: StatsReaderOptions["kept"],
  among?: Pick<StatsReaderOptions, "shared" | "layer">,
): StatsReader {
  const orm = {
    get em() {
      onUnitOfWork();
      return em;
    },
  };
  return createStatsReader({ orm, timeZone, kept, ...among });
}
