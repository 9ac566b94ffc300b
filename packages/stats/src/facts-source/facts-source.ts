import type { FigureSource } from "../figure-source.ts";
import { cells } from "./cells.ts";
import { datasets } from "./datasets.ts";
import { histogram, latencies } from "./histograms.ts";
import { models } from "./models.ts";
import { overTime } from "./over-time.ts";
import { promptVersions } from "./prompt-versions.ts";
import { outcomes } from "./outcomes.ts";
import { newestStrata, strata } from "./strata.ts";
import { summary } from "./summary.ts";
import type { WindowFacts } from "./window-facts.ts";

/** Figures by sums of facts: what they cost grows with the models, datasets and prompts, and not with the runs. */
export function factsSource(facts: WindowFacts): FigureSource {
  return {
    summary: (subject) => summary(facts, subject),
    overTime: (subject) => overTime(facts, subject),
    latencies: () => latencies(facts),
    outcomes: () => outcomes(facts),
    histogram: () => histogram(facts),
    models: (subject) => models(facts, subject),
    datasets: (subject) => datasets(facts, subject),
    promptVersions: (subject) => promptVersions(facts, subject),
    cells: (modelIds, datasetIds) => cells(facts, modelIds, datasetIds),
    strata: (subject) => strata(facts, subject),
    newestStrata: () => newestStrata(facts),
  };
}
