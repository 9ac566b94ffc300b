import type { Period } from "@evalboard/contract";
import type { Orm } from "@evalboard/db";
import { boardReport } from "./board-report.ts";
import { cachedStatsReader } from "./cached-stats-reader.ts";
import { factsOrRuns } from "./facts-source/facts-or-runs.ts";
import type { SourceOf } from "./figure-source.ts";
import { inSnapshot } from "./snapshot.ts";
import type { StatsReader } from "./stats-reader.ts";
import { datasetReport } from "./subject-reports/dataset-report.ts";
import { matrixReport } from "./subject-reports/matrix-report.ts";
import { modelReport } from "./subject-reports/model-report.ts";
import { promptReport } from "./subject-reports/prompt-report.ts";

export interface StatsReaderOptions {
  readonly orm: Pick<Orm, "em">;
  /** The reporting zone, a name as `TimeZone` gives it: days on the board are its days. */
  readonly timeZone: string;
  /** Where the figures come from; the facts where nothing is said, as `factsOrRuns` has it. */
  readonly sourceOf?: SourceOf | undefined;
  /** Hears of every computation that failed, also where an old answer was served instead. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** The board over one database; each report is read in a snapshot of its own. */
export function createStatsReader(options: StatsReaderOptions): StatsReader {
  const { orm, timeZone, sourceOf = factsOrRuns, onError } = options;
  const board = { orm, sourceOf };
  const asked = (period: Period, now: Date) => ({ period, timeZone, now });
  return cachedStatsReader(
    {
      board: (period, now) => inSnapshot(board, asked(period, now), boardReport),
      matrix: (period, now) => inSnapshot(board, asked(period, now), matrixReport),
      model: ({ modelId, period }, now) =>
        inSnapshot(board, asked(period, now), (snapshot) => modelReport(snapshot, modelId)),
      dataset: ({ datasetId, period }, now) =>
        inSnapshot(board, asked(period, now), (snapshot) => datasetReport(snapshot, datasetId)),
      prompt: ({ promptId, period }, now) =>
        inSnapshot(board, asked(period, now), (snapshot) => promptReport(snapshot, promptId)),
    },
    onError,
  );
}
