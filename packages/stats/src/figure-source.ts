import type { Em } from "@evalboard/db";
import type { Completions } from "./completions.ts";
import type {
  BinRow,
  BucketRow,
  CellRow,
  DatasetRow,
  LatencyBinsRow,
  ModelRow,
  OutcomesRow,
  PromptVersionRow,
  StratumRow,
  SummaryRow,
} from "./rows.ts";
import type { Window } from "./window.ts";

/** What a page is about: figures are then those of its runs alone. */
export interface Subject {
  readonly kind: "model" | "dataset" | "prompt";
  readonly id: string;
}

/** The window that figures are asked for. */
export interface AskedWindow {
  readonly window: Window;
  /** The reporting zone that it was cut in, an IANA name. */
  readonly timeZone: string;
  readonly completions: Completions | null;
}

/** Opens a source of the figures of a window, in the snapshot of `em`. */
export type SourceOf = (em: Em, asked: AskedWindow) => FigureSource | Promise<FigureSource>;

/**
 * Where the figures of the completed runs of one window come from, all of one snapshot of the database. Lists are whole and
 * in no order: ranking and cutting are the report's. Every figure is a mergeable sum or follows from some.
 */
export interface FigureSource {
  /** The figures of the whole window, and of the one before it; null for `all`. */
  summary(subject?: Subject): Promise<{ current: SummaryRow; previous: SummaryRow | null }>;
  /** The figures of each bucket; buckets without runs have no row. */
  overTime(subject?: Subject): Promise<BucketRow[]>;
  /** Results with a measured latency, by bucket; buckets without any have no row. */
  latencies(): Promise<LatencyBinsRow[]>;
  /** Runs by the outcome of their average score, items by the counts stored with their runs. */
  outcomes(): Promise<OutcomesRow>;
  /** Scored runs per bin of their average score; bins without any have no row. */
  histogram(): Promise<BinRow[]>;
  /** Every model with a run in the window. */
  models(subject?: Subject): Promise<ModelRow[]>;
  /** Every dataset with a run in the window. */
  datasets(subject?: Subject): Promise<DatasetRow[]>;
  /** Every prompt version with a run in the window. */
  promptVersions(subject: Subject): Promise<PromptVersionRow[]>;
  /** Every pair of these models and datasets that has a run in the window. */
  cells(modelIds: readonly string[], datasetIds: readonly string[]): Promise<CellRow[]>;
  /** Every stratum with a run in the window: the runs of one prompt version, model and dataset. */
  strata(subject: Subject): Promise<StratumRow[]>;
  /** The same of all runs, but only the strata of each prompt's two newest versions that were run in the window. */
  newestStrata(): Promise<StratumRow[]>;
}
