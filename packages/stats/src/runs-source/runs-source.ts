import type { Em } from "@evalboard/db";
import type { AskedWindow, FigureSource } from "../figure-source.ts";
import { cells } from "./cells.ts";
import { datasets } from "./datasets.ts";
import { latencies } from "./latencies.ts";
import { models } from "./models.ts";
import { overTime } from "./over-time.ts";
import { promptVersions } from "./prompt-versions.ts";
import { histogram, outcomes } from "./score-distribution.ts";
import { newestStrata, strata } from "./strata.ts";
import { summary } from "./summary.ts";

/** Figures by aggregations over the runs themselves, whose cost grows with the runs in the window. */
export function runsSource(em: Em, { window }: Pick<AskedWindow, "window">): FigureSource {
  return {
    summary: async (subject) => ({
      current: await summary(em, window, subject),
      previous: window.previous && (await summary(em, window.previous, subject)),
    }),
    overTime: (subject) => overTime(em, window, subject),
    latencies: () => latencies(em, window),
    outcomes: () => outcomes(em, window),
    histogram: () => histogram(em, window),
    models: (subject) => models(em, window, subject),
    datasets: (subject) => datasets(em, window, subject),
    promptVersions: (subject) => promptVersions(em, window, subject),
    cells: (modelIds, datasetIds) => cells(em, window, modelIds, datasetIds),
    strata: (subject) => strata(em, window, subject),
    newestStrata: () => newestStrata(em, window),
  };
}
