import type { Em, Orm } from "@evalboard/db";
import { IsolationLevel } from "@mikro-orm/core";
import { firstCompletion } from "./aggregations/first-completion.ts";
import { latencyOverTime } from "./aggregations/latency-over-time.ts";
import { runsOverTime } from "./aggregations/runs-over-time.ts";
import { histogram, outcomes } from "./aggregations/score-distribution.ts";
import { summary } from "./aggregations/summary.ts";
import { topDatasets } from "./aggregations/top-datasets.ts";
import { topModels } from "./aggregations/top-models.ts";
import { type Period, STATS_TTL_MS, type StatsReport } from "./contract.ts";
import { datasetFigures, modelFigures, summaryFigures } from "./report/figures.ts";
import { rankModels } from "./report/rank-models.ts";
import { scoreDistribution } from "./report/score-distribution.ts";
import { latencySeries, runsSeries } from "./report/series.ts";
import { windowOf } from "./window.ts";

/** What a report answers. */
export interface StatsRequest {
  readonly period: Period;
  /** An IANA name; days are its days. */
  readonly timeZone: string;
  readonly now: Date;
}

/** The board of `request.now`, all of one snapshot of the database, so that its parts add up. */
export async function computeReport(orm: Pick<Orm, "em">, request: StatsRequest): Promise<StatsReport> {
  const snapshot = { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true };
  return orm.em.fork().transactional((em) => readReport(em, request), snapshot);
}

async function readReport(em: Em, { period, timeZone, now }: StatsRequest): Promise<StatsReport> {
  const firstCompletedAt = await firstCompletion(em);
  const window = windowOf(period, now, timeZone, firstCompletedAt);
  const previous = window.previous && (await summary(em, window.previous));
  return {
    period,
    window: { from: window.from.toISOString(), to: window.to.toISOString(), unit: window.unit },
    timeZone,
    generatedAt: now.toISOString(),
    freshForMs: STATS_TTL_MS,
    stale: false,
    firstCompletedAt: firstCompletedAt?.toISOString() ?? null,
    summary: {
      ...summaryFigures(await summary(em, window)),
      previous: previous && summaryFigures(previous),
    },
    topModels: rankModels((await topModels(em, window)).map(modelFigures)),
    scoreDistribution: scoreDistribution(await outcomes(em, window), await histogram(em, window)),
    runsOverTime: runsSeries(window, await runsOverTime(em, window)),
    latencyOverTime: latencySeries(window, await latencyOverTime(em, window)),
    topDatasets: (await topDatasets(em, window)).map(datasetFigures),
  };
}
