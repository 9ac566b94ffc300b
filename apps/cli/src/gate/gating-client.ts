import type {
  ComparedItemPage,
  CompareRuns,
  Comparison,
  ListComparedItems,
  ListRuns,
  RunDetail,
  RunPage,
} from "@evalboard/contract";

interface Query<Input, Answer> {
  query(input: Input, options: { readonly signal: AbortSignal }): Promise<Answer>;
}

/** What a gate needs of a client. */
export interface GatingClient {
  readonly runs: {
    readonly get: Query<{ runId: string }, RunDetail>;
    readonly list: Query<ListRuns, RunPage>;
    readonly compare: Query<CompareRuns, Comparison>;
    readonly comparedItems: Query<ListComparedItems, ComparedItemPage>;
  };
}

const TIMEOUT_MS = 120_000;

/** Ends a call that nobody answers: a pipeline would wait for hours. */
export const inTime = (): { signal: AbortSignal } => ({ signal: AbortSignal.timeout(TIMEOUT_MS) });
