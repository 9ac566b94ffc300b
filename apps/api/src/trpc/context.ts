import type { FactKeeper } from "@evalboard/facts";
import type { RunStore } from "@evalboard/runs";
import type { StatsReader } from "@evalboard/stats";
import type { Health } from "../http/health.ts";

/** What a procedure may call: narrow interfaces, since what is in here lands in the published types. */
export interface Context {
  readonly stats: StatsReader;
  readonly runs: RunStore;
  readonly facts: FactKeeper;
  readonly health: Health;
  /** Stands in the answer's `x-request-id` and in the log. */
  readonly requestId: string;
}
