import type { Em } from "@evalboard/db";
import type { FigureSource } from "../figure-source.ts";
import { cells } from "./cells.ts";
import { datasets } from "./datasets.ts";
import { figuresOverTime } from "./figures-over-time.ts";
import { firstCompletion } from "./first-completion.ts";
import { latencyOverTime } from "./latency-over-time.ts";
import { models } from "./models.ts";
import { promptVersions } from "./prompt-versions.ts";
import { runsOverTime } from "./runs-over-time.ts";
import { histogram, outcomes } from "./score-distribution.ts";
import { strata } from "./strata.ts";
import { summary } from "./summary.ts";

/** Figures by aggregations over the runs themselves. */
export function runsSource(em: Em): FigureSource {
  return {
    firstCompletion: () => firstCompletion(em),
    summary: (interval, subject) => summary(em, interval, subject),
    models: (interval, subject) => models(em, interval, subject),
    datasets: (interval, subject) => datasets(em, interval, subject),
    promptVersions: (interval, subject) => promptVersions(em, interval, subject),
    cells: (interval, modelIds, datasetIds) => cells(em, interval, modelIds, datasetIds),
    strata: (interval, subject) => strata(em, interval, subject),
    figuresOverTime: (window, subject) => figuresOverTime(em, window, subject),
    outcomes: (interval) => outcomes(em, interval),
    histogram: (interval) => histogram(em, interval),
    runsOverTime: (window) => runsOverTime(em, window),
    latencyOverTime: (window) => latencyOverTime(em, window),
  };
}
