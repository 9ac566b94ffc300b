import type { Orm } from "@evalboard/db";
import { createStatsReader, type StatsReader } from "@evalboard/stats";
import { timeZone } from "./filled-board.ts";

/** A reader that has no answer yet. `onUnitOfWork` hears each time that it goes to the database. */
export function boardReader({ em }: Orm, onUnitOfWork: () => void = () => {}): StatsReader {
  const orm = {
    get em() {
      onUnitOfWork();
      return em;
    },
  };
  return createStatsReader({ orm, timeZone });
}
