import { createFactKeeper, type FactKeeper } from "@evalboard/facts";
import { createRunStore, type RunStore } from "@evalboard/runs";
import { createStatsReader, type StatsReader, type StatsReaderOptions } from "@evalboard/stats";
import type { FastifyBaseLogger } from "fastify";

interface ServicesOptions extends Pick<StatsReaderOptions, "orm" | "timeZone"> {
  /** Hears of what fails behind an answer; there from the first moment on, while a server is yet to be built. */
  readonly log: FastifyBaseLogger;
}

/** What answers for one database. */
export interface Services {
  readonly runs: RunStore;
  readonly stats: StatsReader;
  readonly facts: FactKeeper;
}

/** Makes the services over an open database; what they log does not wait for the server. */
export function createServices({ orm, timeZone, log }: ServicesOptions): Services {
  return {
    runs: createRunStore({ orm }),
    stats: createStatsReader({
      orm,
      timeZone,
      onError: (error) => log.error(error, "the board could not be computed"),
    }),
    facts: createFactKeeper({
      orm,
      timeZone,
      onError: (error) => log.error(error, "the facts could not be kept up"),
    }),
  };
}
