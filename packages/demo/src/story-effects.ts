import type { PlannedRun } from "./day-runs.ts";
import { luckyModel } from "./models.ts";
import { story } from "./story.ts";

/** What the regression takes from the log-odds. */
const REGRESSION = 1.6;

/** The chance that a run gets one part of the dataset's item of that index right. */
export function chanceOf(run: PlannedRun, index: number): number {
  const { model, dataset, version } = run;
  const lift = dataset.prompt.versions[version - 1]?.lift ?? 0;
  // Some items are harder than others, in every run alike: between -1.5 and 1.5.
  const itemDifficulty = 0.3 * (((index * 7) % 11) - 5);
  const logOdds = model.ability + lift - dataset.difficulty - itemDifficulty - regressionOf(run);
  return 1 / (1 + Math.exp(-logOdds));
}

/** How long the run's usual answer takes, ms. */
export function usualLatencyMs({ model, dataset, daysAgo }: PlannedRun): number {
  const { provider, fromDaysAgo, toDaysAgo, factor } = story.slowWeek;
  const slow = model.provider === provider && daysAgo <= fromDaysAgo && daysAgo > toDaysAgo;
  return model.latencyMs * dataset.slowness * (slow ? factor : 1);
}

/** The chance that a call breaks. */
export function errorRateOf({ model }: PlannedRun): number {
  if (model === luckyModel) return 0;
  return model.provider === story.flakyProvider ? 0.02 : 0.006;
}

function regressionOf({ model, dataset, daysAgo }: PlannedRun): number {
  const { regression } = story;
  const regressed = model.provider === regression.provider && model.name === regression.model;
  const spared = dataset.prompt.name === regression.spares;
  return regressed && !spared && daysAgo <= regression.daysAgo ? REGRESSION : 0;
}
