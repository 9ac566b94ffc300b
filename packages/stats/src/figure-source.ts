import type {
  BinRow,
  BucketRow,
  CellRow,
  DatasetRow,
  LatencyRow,
  ModelRow,
  OutcomesRow,
  PromptVersionRow,
  RunsRow,
  StratumRow,
  SummaryRow,
} from "./rows.ts";
import type { Interval, Window } from "./window.ts";

/** What a page is about: figures are then those of its runs alone. */
export interface Subject {
  readonly kind: "model" | "dataset" | "prompt";
  readonly id: string;
}

/**
 * Where the figures of completed runs come from, all of one snapshot of the database. Lists are whole and in no order:
 * ranking and cutting are the report's. Every figure but the latency percentiles is a mergeable sum or follows from some.
 */
export interface FigureSource {
  /** When the first run of all completed; null on a board without completed runs. */
  firstCompletion(): Promise<Date | null>;
  /** The figures of a whole interval. */
  summary(interval: Interval, subject?: Subject): Promise<SummaryRow>;
  /** Every model with a run in the interval. */
  models(interval: Interval, subject?: Subject): Promise<ModelRow[]>;
  /** Every dataset with a run in the interval. */
  datasets(interval: Interval, subject?: Subject): Promise<DatasetRow[]>;
  /** Every prompt version with a run in the interval. */
  promptVersions(interval: Interval, subject: Subject): Promise<PromptVersionRow[]>;
  /** Every pair of these models and datasets that has a run in the interval. */
  cells(interval: Interval, modelIds: readonly string[], datasetIds: readonly string[]): Promise<CellRow[]>;
  /** Every stratum with a run in the interval: the runs of one prompt version, model and dataset. */
  strata(interval: Interval, subject?: Subject): Promise<StratumRow[]>;
  /** The figures of each bucket; buckets without runs have no row. */
  figuresOverTime(window: Window, subject: Subject): Promise<BucketRow[]>;
  /** Runs by the outcome of their average score, items by the counts stored with their runs. */
  outcomes(interval: Interval): Promise<OutcomesRow>;
  /** Scored runs per bin of their average score; bins without any have no row. */
  histogram(interval: Interval): Promise<BinRow[]>;
  /** Runs per bucket; buckets without any have no row. */
  runsOverTime(window: Window): Promise<RunsRow[]>;
  /** Latency of the runs per bucket, ms; buckets without runs have no row. */
  latencyOverTime(window: Window): Promise<LatencyRow[]>;
}
