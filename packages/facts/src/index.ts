export { calendar, type CalendarStarts, type CalendarUnit, createCalendar, hourStart } from "./calendar.ts";
export {
  type OnProgress,
  prepareFacts,
  rebuildFacts,
  type RebuildOptions,
  SupersededError,
} from "./build.ts";

export { addRuns, rescoreRun, subtractRuns } from "./add-runs.ts";
export { currentGeneration } from "./generations.ts";
export { binsOfSpread, latencyBin, latencyQuantile, scoreBin } from "./histograms.ts";
export { createFactKeeper, type FactKeeper, type FactKeeperOptions } from "./keeper.ts";

export { metricsOfRun } from "./measures.ts";
export { pairedItems } from "./paired-items.ts";
export { answerSums, type PairedRows, scoreSums } from "./paired-rows.ts";
export { addSums, type PairedSums } from "./paired-sums.ts";
export type { CompletedRun } from "./upserts.ts";
export { sweepFacts } from "./sweep.ts";
export { verifyFacts, type VerifyOptions } from "./verify.ts";
