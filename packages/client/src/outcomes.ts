import type { ResultBatch } from "@evalboard/contract/batches";
import type { StartRun } from "@evalboard/contract";
import type { RunEnd } from "./recording-client.ts";
import type { RetryOptions } from "./retries.ts";

export interface RunOfMany {
  readonly start: StartRun;
  /** How many results the run has. */
  readonly results: number;
  /** How many of them nobody has scored. Default: none. */
  readonly unscored?: number;
  /** Whether the dataset's name was guessed from a file's name: it is then set against the board. */
  readonly datasetGuessed?: true | undefined;
  readonly end: RunEnd;
}

/** Several runs whose results come mixed, such as those of an imported file. */
export interface RunsToRecord {
  readonly runs: readonly RunOfMany[];
  /** Each batch names its run by its index. Read again where a run was there already and is not known to be the same. */
  results(): AsyncIterable<ResultBatch>;
}

/** What became of a run that was sent. */
export type Outcome = RecordedRun | DifferingRun | RefusedRun;

/** A run that is on the server, by now or before. */
export interface RecordedRun {
  readonly runId: string;
  /** What it is called there: by another name than it was sent with where it went in as a new run. */
  readonly externalId: string;
  /** `replaced`: what was there before is a revision of it now. */
  readonly status: "recorded" | "replaced" | "already there";
  /** Whether a run that was there already has taken the label or tags that were sent. */
  readonly described: boolean;
  /** How many of its answers were stored without a score, and have one by now. */
  readonly scored: number;
}

/** A run that is on the server and holds something else; nothing that it holds was changed. */
export interface DifferingRun extends Pick<RecordedRun, "runId" | "externalId" | "described"> {
  readonly status: "differs";
  /** What differs, in words, such as `the run has 2 results, the file 3`. */
  readonly differences: readonly string[];
}

/** A run that the server would not have; `error` is what the client threw. */
export interface RefusedRun {
  readonly status: "refused";
  readonly error: unknown;
}

/**
 * What becomes of a run that is there already and holds something else: it is told, it is replaced, which keeps what it held
 * as a revision, or what is sent goes in as a run of its own, called after what it holds.
 */
export type OnDifference = "report" | "replace" | "as new";

export interface RecordRunOptions extends RetryOptions {
  /** Default: `report`. */
  readonly onDifference?: OnDifference | undefined;
}

export interface RecordRunsOptions extends RecordRunOptions {
  /** Hears of results that are dealt with by now; of fewer than none where some have to be dealt with again. */
  readonly onSent?: (results: number) => void;
  /** Hears what became of the run of this index. */
  readonly onRun?: (run: number, outcome: Outcome) => void;
}
