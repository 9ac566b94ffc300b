import { z } from "zod";
import { PromptChange } from "./changes.ts";
import {
  ComparedSummary,
  DatasetFigures,
  MetricFigures,
  RankedDataset,
  RankedModel,
  ScoreFigures,
  ItemFigures,
  SummaryFigures,
} from "./figures.ts";
import { Period } from "./periods.ts";
import { Count, Interval, ReportHead } from "./values.ts";
import { SUBJECT_LIMIT } from "./words.ts";

export const ModelQuery = z.strictObject({ modelId: z.uuid(), period: Period });
export type ModelQuery = z.infer<typeof ModelQuery>;
export const DatasetQuery = z.strictObject({ datasetId: z.uuid(), period: Period });
export type DatasetQuery = z.infer<typeof DatasetQuery>;
export const PromptQuery = z.strictObject({ promptId: z.uuid(), period: Period });
export type PromptQuery = z.infer<typeof PromptQuery>;

/** The figures of one bucket of the time axis. */
const FiguresBucket = Interval.extend(SummaryFigures.shape);
export type FiguresBucket = z.infer<typeof FiguresBucket>;

/** A prompt version's figures in the window. */
const PromptVersionFigures = z.object({
  promptId: z.uuid(),
  promptName: z.string(),
  promptVersionId: z.uuid(),
  number: z.int().positive(),
  ...SummaryFigures.shape,
});
export type PromptVersionFigures = z.infer<typeof PromptVersionFigures>;

/** Mean score and passes of one pair with their n; pairs without runs have no cell. */
const CellFigures = z.object({ runs: Count, ...ScoreFigures.shape, ...ItemFigures.shape });
export type CellFigures = z.infer<typeof CellFigures>;

/** What every subject's report has. */
const SubjectReport = ReportHead.extend({
  summary: ComparedSummary,
  /** One entry a bucket, oldest first, none left out. */
  overTime: z.array(FiguresBucket),
  /** Those with the most runs first. */
  metrics: z.array(MetricFigures).max(SUBJECT_LIMIT),
});
export type SubjectReport = z.infer<typeof SubjectReport>;

/** One model: by dataset (most used first) and by prompt version (newest of a prompt first). */
export const ModelReport = SubjectReport.extend({
  model: z.object({ modelId: z.uuid(), provider: z.string(), name: z.string() }),
  datasets: z.array(DatasetFigures.omit({ models: true })).max(SUBJECT_LIMIT),
  promptVersions: z.array(PromptVersionFigures).max(SUBJECT_LIMIT),
});
export type ModelReport = z.infer<typeof ModelReport>;

/** One dataset: its models (best first), its prompt versions, and the score of each model with each version. */
export const DatasetReport = SubjectReport.extend({
  dataset: z.object({ datasetId: z.uuid(), name: z.string() }),
  models: z.array(RankedModel).max(SUBJECT_LIMIT),
  promptVersions: z.array(PromptVersionFigures).max(SUBJECT_LIMIT),
  cells: z.array(CellFigures.extend({ modelId: z.uuid(), promptVersionId: z.uuid() })),
});
export type DatasetReport = z.infer<typeof DatasetReport>;

/** A prompt's version, whether it was run in the window or not, and what it changed against the one before. */
const PromptVersionReport = PromptVersionFigures.omit({ promptId: true, promptName: true }).extend({
  text: z.string(),
  /** When the first of its runs started; ISO 8601 in UTC. */
  firstRunAt: z.iso.datetime({ precision: 3 }),
  /** Against the version before it that has a scored run, over all runs of both, Holm over this list; null where there is none. */
  change: PromptChange.nullable(),
});
export type PromptVersionReport = z.infer<typeof PromptVersionReport>;

/** One prompt: every version, newest first, and the models and datasets that it was run with. */
export const PromptReport = SubjectReport.extend({
  prompt: z.object({ promptId: z.uuid(), name: z.string() }),
  versions: z.array(PromptVersionReport).max(SUBJECT_LIMIT),
  models: z.array(RankedModel).max(SUBJECT_LIMIT),
  datasets: z.array(RankedDataset).max(SUBJECT_LIMIT),
});
export type PromptReport = z.infer<typeof PromptReport>;

/**
 * Mean score of every model on every dataset of the window. Models best first (as `topModels`), datasets hardest
 * first (as `hardestDatasets`), at most `SUBJECT_LIMIT` of each; the totals say how many there are.
 */
export const MatrixReport = ReportHead.extend({
  models: z.array(RankedModel).max(SUBJECT_LIMIT),
  totalModels: Count,
  datasets: z.array(RankedDataset).max(SUBJECT_LIMIT),
  totalDatasets: Count,
  cells: z.array(CellFigures.extend({ modelId: z.uuid(), datasetId: z.uuid() })),
});
export type MatrixReport = z.infer<typeof MatrixReport>;
