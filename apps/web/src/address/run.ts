import type { Outcome, ResultSort, SortOrder } from "@evalboard/contract";
import { outcomes, resultSorts, sortOrders } from "@evalboard/contract/questions";
import { readBoolean, readNumber, readOption, readPosition, readText, readTexts } from "./params.ts";

export { outcomes as resultOutcomes, resultSorts };

/** Which results a run page's address asks for. All of it may be absent. */
export interface ResultsSearch {
  readonly outcome?: Outcome | undefined;
  /** Scored results that passed, or that did not. */
  readonly passed?: boolean | undefined;
  readonly text?: string | undefined;
  /** Results that have this metric, as a number from `min` to `max`, or as the word. */
  readonly metric?: string | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly word?: string | undefined;
}

/** What a run page's address says: `/runs/<id>?passed=false&metric=tone&max=3&sort=latencyMs&result=12`. */
export interface RunSearch extends ResultsSearch {
  readonly sort?: ResultSort | undefined;
  readonly order?: SortOrder | undefined;
  /** The metrics that stand as columns; undefined leaves it to the page. */
  readonly column?: readonly string[] | undefined;
  /** The position of the result that is open. */
  readonly result?: number | undefined;
}

/** Reads the address. What makes no sense in it is left out; what is said of no metric too. */
export function parseRunSearch(search: { readonly [Key in keyof RunSearch]?: unknown }): RunSearch {
  const metric = readText(search.metric);
  const ofMetric = metric === undefined ? {} : search;
  return {
    outcome: readOption(search.outcome, outcomes),
    passed: readBoolean(search.passed),
    text: readText(search.text),
    metric,
    min: readNumber(ofMetric.min),
    max: readNumber(ofMetric.max),
    word: readText(ofMetric.word),
    sort: readOption(search.sort, resultSorts),
    order: readOption(search.order, sortOrders),
    column: readTexts(search.column),
    result: readPosition(search.result),
  };
}

/** An address that asks for all results. */
export const ALL_RESULTS: Readonly<Record<keyof ResultsSearch, undefined>> = {
  outcome: undefined,
  passed: undefined,
  text: undefined,
  metric: undefined,
  min: undefined,
  max: undefined,
  word: undefined,
};
