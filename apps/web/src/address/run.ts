import type { Outcome, ResultSort, SortOrder } from "@evalboard/contract";
import { outcomes, resultSorts, sortOrders } from "@evalboard/contract/questions";
import { readOption, readPosition, readText } from "./params.ts";

export { outcomes as resultOutcomes, resultSorts };

/** What a run page's address says: `/runs/<id>?outcome=failed&sort=latencyMs&result=12`. All of it may be absent. */
export interface RunSearch {
  readonly outcome?: Outcome | undefined;
  readonly text?: string | undefined;
  readonly sort?: ResultSort | undefined;
  readonly order?: SortOrder | undefined;
  /** The position of the result that is open. */
  readonly result?: number | undefined;
}

/** Reads the address. What makes no sense in it is left out. */
export function parseRunSearch(search: { readonly [Key in keyof RunSearch]?: unknown }): RunSearch {
  return {
    outcome: readOption(search.outcome, outcomes),
    text: readText(search.text),
    sort: readOption(search.sort, resultSorts),
    order: readOption(search.order, sortOrders),
    result: readPosition(search.result),
  };
}
