import {
  type BoardFilter,
  type DatasetQuery,
  DatasetReport,
  LatencyByModel,
  MatrixReport,
  type ModelFigures,
  type ModelQuery,
  ModelReport,
  type NamedPeriod,
  type Period,
  type PromptChange,
  type PromptQuery,
  PromptReport,
  type ReportHead,
  type StatsQuery,
  StatsReport,
} from "@evalboard/contract";
import { isNamedPeriod, periods } from "@evalboard/contract/words";
import type { Em, Orm, Replicas } from "@evalboard/db";
import type { z } from "zod";
import { createKeptFigures, type KeptFigures } from "./aggregations/kept-figures.ts";
import { factsOrRuns, type SourceOf } from "./aggregations/source.ts";
import type { ModelRow } from "./aggregations/sums.ts";
import { boardReport } from "./board-report.ts";
import { type AnswerFrom, cachedReports, withLatest } from "./cache.ts";
import { errorRateOf, modelFigures } from "./figures.ts";
import { groundsOf, groundsOfModel } from "./grounds.ts";
import { latencyByModel } from "./latency-by-model.ts";
import { changesInWindow } from "./prompt-changes.ts";
import { boardQuestion, type RunOwner } from "./narrowing.ts";
import type { SecondLayer } from "./second-layer.ts";
import type { SharedReports } from "./shared-reports.ts";
import { inSnapshot, type ReportRequest, type Snapshot } from "./snapshot.ts";
import { datasetReport, matrixReport, modelReport, promptReport } from "./subject-reports.ts";

/**
 * Reads the board and the pages of its subjects. Every report is at most `STATS_TTL_MS` old, or older and marked `stale`
 * while a newer one cannot be had. It is shared between callers and frozen. All reject with what the database threw where
 * there is no answer young enough to give.
 */
export interface StatsReader {
  /**
   * Throws `SubjectNotFound` where the board is narrowed to what there is not, and as all `InvalidPeriod` of a range that is yet to
   * come. For who may know of an owner's runs alone the board begins with the first of these; the query is narrowed to them already.
   */
  get(query: StatsQuery, owner?: RunOwner): Promise<StatsReport>;
  /**
   * What `get` gave last of a whole period, while that is true to the second: its age is in whole seconds. The same object each time, so that
   * what is made of it can be kept by it. Undefined where `get` has to be asked.
   */
  latest(period: NamedPeriod): StatsReport | undefined;
  /** Throws `SubjectNotFound` where there is no such model. */
  model(query: ModelQuery): Promise<ModelReport>;
  /** Throws `SubjectNotFound` where there is no such dataset. */
  dataset(query: DatasetQuery): Promise<DatasetReport>;
  /** Throws `SubjectNotFound` where there is no such prompt. */
  prompt(query: PromptQuery): Promise<PromptReport>;
  matrix(period: Period): Promise<MatrixReport>;
  /** Of the models with the most measured runs. Throws what `get` throws. */
  latencyByModel(query: StatsQuery, owner?: RunOwner): Promise<LatencyByModel>;
  /** Whether the board of a whole period can be given without the database, be it an old one. */
  isKept(): Promise<boolean>;
  /** Forgets the answers; the database is the caller's to close. */
  close(): Promise<void>;
}

export interface StatsReaderOptions {
  readonly orm: Pick<Orm, "em">;
  /** What is read in the database's place where one can be; each report says itself how old it is. */
  readonly replicas?: Pick<Replicas, "read"> | undefined;
  /** The reporting zone, a name as `TimeZone` gives it: days on the board are its days. */
  readonly timeZone: string;
  /** Where the figures come from; the facts where nothing is said, as `factsOrRuns` has it. */
  readonly sourceOf?: SourceOf | undefined;
  /** Figures of items that were read before, of the same database; its own where nothing is said. */
  readonly kept?: KeptFigures | undefined;
  /** Hears of every computation that failed, also where an old answer was served instead. */
  readonly onError?: ((error: unknown) => void) | undefined;
  readonly watch?: ReportWatch | undefined;
  /** The reports of other servers of the database; where nothing is said, this one knows of none. */
  readonly shared?: SharedReports | undefined;
  /** Where reports are kept beside the memory; where nothing is said, nowhere. */
  readonly layer?: SecondLayer | undefined;
}

/**
 * What is kept apart from one another: boards of whole periods are never forgotten for narrowed ones, to which those of ranges
 * belong.
 */
export type ReportKind =
  | "board"
  | "narrowed board"
  | "latency by model"
  | "matrix"
  | "model"
  | "dataset"
  | "prompt";

/** Who counts or traces what a reader does. */
export interface ReportWatch {
  readonly answered: (report: ReportKind, from: AnswerFrom) => void;
  /** Does a computation, and gives what that gives. */
  computing<Report>(report: ReportKind, period: Period, compute: () => Promise<Report>): Promise<Report>;
}

/** The board over one database; each report is read in a snapshot of its own. */
export function createStatsReader({
  onError,
  watch,
  shared,
  layer,
  ...options
}: StatsReaderOptions): StatsReader {
  const read = snapshotsOf(options);
  return cachedStatsReader(
    {
      board: ({ period, where, owner }, now, em) => read({ period, where, owner, now }, boardReport, em),
      latencyByModel: ({ period, where, owner }, now, em) =>
        read({ period, where, owner, now }, latencyByModel, em),
      matrix: (period, now, em) => read({ period, where: {}, now }, matrixReport, em),
      model: ({ modelId, period }, now, em) =>
        read({ period, where: { modelId }, now }, (snapshot) => modelReport(snapshot, modelId), em),
      dataset: ({ datasetId, period }, now, em) =>
        read({ period, where: { datasetId }, now }, (snapshot) => datasetReport(snapshot, datasetId), em),
      prompt: ({ promptId, period }, now, em) =>
        read({ period, where: { promptId }, now }, (snapshot) => promptReport(snapshot, promptId), em),
    },
    { onError, watch, shared, layer },
  );
}

/** Reads what is asked of a period, as it is at `now`. */
function snapshotsOf({
  orm,
  replicas,
  timeZone,
  sourceOf = factsOrRuns,
  kept = createKeptFigures(),
}: SnapshotOptions) {
  return <Found>(
    asked: Omit<ReportRequest, "timeZone">,
    find: (snapshot: Snapshot) => Promise<Found>,
    within?: Em,
  ): Promise<Found> => inSnapshot({ orm, replicas, sourceOf, kept }, { ...asked, timeZone }, find, within);
}

/** How many reports on subjects to keep, of each kind: there are more models and periods than anybody looks at. */
const MAX_SUBJECT_REPORTS = 200;

/** Computes a report at `now`, which becomes its `generatedAt`; in the transaction of `em` where there is one. */
type Compute<Query, Report> = (query: Query, now: Date, em?: Em) => Promise<Report>;

interface ReportComputations {
  readonly board: Compute<ReturnType<typeof boardQuestion>, StatsReport>;
  readonly latencyByModel: Compute<ReturnType<typeof boardQuestion>, LatencyByModel>;
  readonly model: Compute<ModelQuery, ModelReport>;
  readonly dataset: Compute<DatasetQuery, DatasetReport>;
  readonly prompt: Compute<PromptQuery, PromptReport>;
  readonly matrix: Compute<Period, MatrixReport>;
}

/** A reader that keeps each report for its minute: see `cachedReports`. */
export function cachedStatsReader(
  compute: ReportComputations,
  { onError, watch, shared, layer }: Pick<StatsReaderOptions, "onError" | "watch" | "shared" | "layer"> = {},
): StatsReader {
  const kept = <Query extends Period | { readonly period: Period }, Report extends ReportHead>(
    kind: ReportKind,
    maxReports: number,
    schema: z.ZodType<Report>,
    work: Compute<Query, Report>,
  ) => {
    const computeHere: Compute<Query, Report> = (query, now, em) => {
      if (!watch) return work(query, now, em);
      return watch.computing(kind, periodOf(query), () => work(query, now, em));
    };
    return cachedReports<Query, Report>({
      maxReports,
      layer: layer && {
        find: (query) => layer.find([kind, query], schema),
        keep: (query, report) => layer.keep([kind, query], schema, report),
        forget: (query) => layer.forget([kind, query], schema),
      },
      onError,
      onAnswer: (from) => watch?.answered(kind, from),
      compute: shared
        ? (query) =>
            shared.answer({
              question: [kind, query],
              schema,
              compute: (now, em) => computeHere(query, now, em),
            })
        : computeHere,
    });
  };
  const named = periods.length;
  // Apart, so that however many narrowed ones are asked for, none of the whole board is forgotten for them.
  const boards = kept("board", named, StatsReport, compute.board);
  const narrowedBoards = kept("narrowed board", MAX_SUBJECT_REPORTS, StatsReport, compute.board);
  const whole = withLatest((period: NamedPeriod) => boards.get({ period, where: {} }));
  const latencies = kept("latency by model", MAX_SUBJECT_REPORTS, LatencyByModel, compute.latencyByModel);
  const matrices = kept("matrix", named, MatrixReport, compute.matrix);
  const rangeMatrices = kept("matrix", MAX_SUBJECT_REPORTS, MatrixReport, compute.matrix);
  const models = kept("model", MAX_SUBJECT_REPORTS, ModelReport, compute.model);
  const datasets = kept("dataset", MAX_SUBJECT_REPORTS, DatasetReport, compute.dataset);
  const prompts = kept("prompt", MAX_SUBJECT_REPORTS, PromptReport, compute.prompt);
  return {
    latest: (period) => whole.latest(period),
    get: (query, owner) => {
      const question = boardQuestion(query, owner);
      const { period, where } = question;
      const isWhole = isNamedPeriod(period) && Object.keys(where).length === 0 && owner === undefined;
      return isWhole ? whole.get(period) : narrowedBoards.get(question);
    },
    model: models.get,
    dataset: datasets.get,
    prompt: prompts.get,
    latencyByModel: (query, owner) => latencies.get(boardQuestion(query, owner)),
    matrix: (period) => (isNamedPeriod(period) ? matrices : rangeMatrices).get(period),
    isKept: async () => {
      if (boards.isKept() || !layer) return boards.isKept();
      for (const period of periods) if (await boards.has({ period, where: {} })) return true;
      return false;
    },
    close: async () => {
      await Promise.all(
        [boards, narrowedBoards, latencies, matrices, rangeMatrices, models, datasets, prompts].map(
          (reports) => reports.close(),
        ),
      );
    },
  };
}

function periodOf(query: Period | { readonly period: Period }): Period {
  return typeof query === "string" ? query : query.period;
}

/**
 * Reads what an alarm goes by, with the board's own definitions: lists are whole, for a list that is cut for the eye does
 * not say what is not on it, and nothing is cached, for nothing new can be read from an old answer. Each answer is of one
 * moment and of the runs that `where` lets through, and rejects with what the database threw.
 */
export interface WatchReader {
  /** Every prompt's newest version in the window against the one before it, as the board has them (`changesInWindow`), and all of them. */
  promptChanges(period: Period, now: Date, where?: BoardFilter): Promise<readonly PromptChange[]>;
  /** Every model of whose calls in the window a larger share broke than `errorRate`, in no order. */
  modelsAbove(
    errorRate: number,
    period: Period,
    now: Date,
    where?: BoardFilter,
  ): Promise<readonly ModelFigures[]>;
}

type SnapshotOptions = Omit<StatsReaderOptions, "onError" | "watch" | "shared" | "layer">;

/**
 * Reads into `kept` what the board of a period rests on of items, which is most of what it costs a server that has read none. Nothing is
 * read while there are no facts; what is left of it once `signal` is aborted is not.
 */
export async function readItemsAhead(
  options: SnapshotOptions & { readonly kept: KeptFigures },
  period: NamedPeriod,
  signal?: AbortSignal,
): Promise<void> {
  await snapshotsOf(options)({ period, where: {}, now: new Date() }, async (snapshot) => {
    if (!snapshot.source.memory || signal?.aborted) return;
    await changesInWindow(snapshot);
    if (!signal?.aborted) await groundsOf(snapshot.source);
  });
}

/** An alarm goes by what is so now: no replica is asked. */
type WatchReaderOptions = Omit<SnapshotOptions, "replicas">;

/** What the board over one database knows, for alarms; each answer is read in a snapshot of its own. */
export function createWatchReader(options: WatchReaderOptions): WatchReader {
  const read = snapshotsOf(options);
  return {
    promptChanges: (period, now, where = {}) => read({ period, where, now }, changesInWindow),
    modelsAbove: (errorRate, period, now, where = {}) =>
      read({ period, where, now }, async ({ source }) => {
        const isAbove = (row: ModelRow) => (errorRateOf(row) ?? 0) > errorRate;
        const rows = (await source.models()).filter(isAbove);
        // Intervals are dear, and mostly no model is above.
        if (rows.length === 0) return [];
        const { current } = await groundsOf(source);
        return rows.map((row) => modelFigures(row, groundsOfModel(current, row.id)));
      }),
  };
}
