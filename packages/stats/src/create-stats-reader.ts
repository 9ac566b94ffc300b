import type { Em, Orm } from "@evalboard/db";
import { boardReport } from "./board-report.ts";
import { cachedStatsReader } from "./cached-stats-reader.ts";
import type { Period } from "./contract/index.ts";
import type { FigureSource } from "./figure-source.ts";
import { runsSource } from "./runs-source/runs-source.ts";
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
  /** Where the figures come from; the runs themselves where nothing is said. */
  readonly sourceOf?: ((em: Em) => FigureSource) | undefined;
  /** Hears of every computation that failed, also where an old answer was served instead. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** The board over one database; each report is read in a snapshot of its own. */
export function createStatsReader(options: StatsReaderOptions): StatsReader {
  const { orm, timeZone, sourceOf = runsSource, onError } = options;
  const board = { orm, sourceOf };
  const asked = (period: Period, now: Date) => ({ period, timeZone, now });
  return cachedStatsReader(
    {
      board: (period, now) => inSnapshot(board, (snapshot) => boardReport(snapshot, asked(period, now))),
      matrix: (period, now) => inSnapshot(board, (snapshot) => matrixReport(snapshot, asked(period, now))),
      model: ({ modelId, period }, now) =>
        inSnapshot(board, (snapshot) => modelReport(snapshot, modelId, asked(period, now))),
      dataset: ({ datasetId, period }, now) =>
        inSnapshot(board, (snapshot) => datasetReport(snapshot, datasetId, asked(period, now))),
      prompt: ({ promptId, period }, now) =>
        inSnapshot(board, (snapshot) => promptReport(snapshot, promptId, asked(period, now))),
    },
    onError,
  );
}
