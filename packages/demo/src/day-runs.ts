import { datasets, type DemoDataset } from "./datasets.ts";
import { dateOf, dayOf, isWeekend, timeOf } from "./days.ts";
import { DEMO_PREFIX } from "./demo-runs.ts";
import { luckyModel, models, type DemoModel } from "./models.ts";
import type { DemoPrompt } from "./prompts.ts";
import { randomOf, type Random } from "./random.ts";
import { story } from "./story.ts";

/** A run that somebody set going; what becomes of it is not said here. */
export interface PlannedRun {
  readonly externalId: string;
  readonly model: DemoModel;
  readonly dataset: DemoDataset;
  /** Of the dataset's prompt: 1, 2, 3 … */
  readonly version: number;
  readonly startedAt: Date;
  /** UTC days before the first fill's day; negative after it. */
  readonly daysAgo: number;
}

/** How long some runs still use the version before, days: not everybody moves at once. */
const CHANGEOVER_DAYS = 14;

/** Runs of a weekday at the beginning, and what the half year adds. */
const [AT_FIRST, GROWTH] = [30, 26];

/** The runs of a UTC day, oldest first. `firstFill` is the day that the story's dates are counted back from. */
export function runsOfDay(seed: number, day: number, firstFill: number): readonly PlannedRun[] {
  const random = randomOf(seed, "day", day);
  const daysAgo = firstFill - day;
  const usual = AT_FIRST + GROWTH * (1 - daysAgo / story.days);
  const count = Math.round(usual * (isWeekend(day) ? 0.3 : 1) * (0.85 + 0.3 * random.fraction()));
  const hours = Array.from({ length: count }, () => hourOf(random)).toSorted((a, b) => a - b);
  const runs = hours.map((hour, index) => {
    const dataset = random.pick(datasets, ({ weight }) => weight);
    return {
      externalId: `${DEMO_PREFIX}${dateOf(day)}/${String(index + 1).padStart(3, "0")}`,
      model: random.pick(models, weightAt(daysAgo)),
      dataset,
      version: versionAt(random, dataset.prompt, daysAgo),
      startedAt: timeOf(day, hour),
      daysAgo,
    };
  });
  return daysAgo === story.luckyModel.daysAgo ? withLucky(runs, day, daysAgo) : runs;
}

/** A run that is under way, started at that moment. */
export function runUnderWay(seed: number, startedAt: Date, firstFill: number): PlannedRun {
  const day = dayOf(startedAt);
  const externalId = `${DEMO_PREFIX}${dateOf(day)}/under-way`;
  const daysAgo = firstFill - day;
  const random = randomOf(seed, externalId);
  const dataset = random.pick(datasets, ({ weight }) => weight);
  return {
    externalId,
    model: random.pick(models, weightAt(daysAgo)),
    dataset,
    version: dataset.prompt.versions.length,
    startedAt,
    daysAgo,
  };
}

const weightAt =
  (daysAgo: number) =>
  ({ weight, retiredDaysAgo = -Infinity }: DemoModel) =>
    daysAgo > retiredDaysAgo ? weight : 0;

/** Two runs of five are of the nightly suite, the others of the working day. */
function hourOf(random: Random): number {
  if (random.fraction() < 0.4) return 1 + 3 * random.fraction();
  return 7 + 6 * (random.fraction() + random.fraction());
}

function versionAt(random: Random, { versions }: DemoPrompt, daysAgo: number): number {
  const newest = versions.filter((version) => version.daysAgo >= daysAgo).length;
  const age = (versions[newest - 1]?.daysAgo ?? daysAgo) - daysAgo;
  const stays = random.fraction() < 0.2 && age < CHANGEOVER_DAYS;
  return stays && newest > 1 ? newest - 1 : newest;
}

function withLucky(runs: readonly PlannedRun[], day: number, daysAgo: number): readonly PlannedRun[] {
  const [dataset] = datasets;
  const lucky = {
    externalId: `${DEMO_PREFIX}${dateOf(day)}/first-look`,
    model: luckyModel,
    dataset,
    version: dataset.prompt.versions.length,
    startedAt: timeOf(day, 15.5),
    daysAgo,
  };
  return [...runs, lucky].toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
}
