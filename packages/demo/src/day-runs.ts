import { datasets, type DemoDataset } from "./datasets.ts";
import { type DemoModel, luckyModel, models } from "./models.ts";
import type { DemoPrompt } from "./prompts.ts";
import { type Random, randomOf } from "./random.ts";
import { story } from "./story.ts";

/** Before every demo run's `externalId`: tells it from what people record beside the demo. */
export const DEMO_PREFIX = "demo/";

/** A run that somebody set going; what becomes of it is not said here. */
export interface PlannedRun {
  readonly externalId: string;
  /** What chance hangs on: the run's place in the story, not its date. */
  readonly chance: string;
  readonly model: DemoModel;
  readonly dataset: DemoDataset;
  /** Of the dataset's prompt: 1, 2, 3 … */
  readonly version: number;
  readonly startedAt: Date;
  /** UTC days before the first fill's day; negative after it. */
  readonly daysAgo: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** The UTC hour by which the nightly suite has come to its end, and what is tried instead of a dataset's temperature. */
const [NIGHT_ENDS, TRIAL_TEMPERATURE] = [5, 1];

/** How long and how many runs still use the version before, which is kept beside the new one for comparison. */
const [CHANGEOVER_DAYS, STAY] = [21, 0.4];

/** How many of a model's runs are of the dataset that it is mostly run on. */
const MOSTLY = 0.85;

/** Runs of a weekday at the start, and what the half year adds. */
const [AT_FIRST, GROWTH] = [32, 28];

/**
 * The runs of a UTC day, oldest first. `firstFill` is the day that the story's dates are counted back from. Chance goes by
 * the days since then: two demos that are first filled on the same day of the week are alike.
 */
export function runsOfDay(seed: number, day: number, firstFill: number): readonly PlannedRun[] {
  const daysAgo = firstFill - day;
  const random = randomOf(seed, "day", daysAgo);
  const usual = AT_FIRST + GROWTH * (1 - daysAgo / story.days);
  const count = Math.round(usual * (isWeekend(day) ? 0.3 : 1) * (0.85 + 0.3 * random.fraction()));
  const hours = Array.from({ length: count }, () => hourOf(random)).toSorted((a, b) => a - b);
  const runs = hours.map((hour, index) =>
    plannedRun(seed, timeOf(day, hour), firstFill, String(index + 1).padStart(3, "0")),
  );
  return daysAgo === story.luckyModel.daysAgo ? withLucky(runs, seed, day, firstFill) : runs;
}

/** A run that is under way, started at that moment. */
export function runUnderWay(seed: number, startedAt: Date, firstFill: number): PlannedRun {
  const run = plannedRun(seed, startedAt, firstFill, "under-way");
  return { ...run, version: run.dataset.prompt.versions.length };
}

function plannedRun(seed: number, startedAt: Date, firstFill: number, name: string): PlannedRun {
  const day = dayOf(startedAt);
  const daysAgo = firstFill - day;
  const chance = `${daysAgo}/${name}`;
  const random = randomOf(seed, "plan", chance);
  const model = random.pick(models, weightAt(daysAgo));
  const dataset = datasetFor(model, random);
  return {
    externalId: `${DEMO_PREFIX}${dateOf(day)}/${name}`,
    chance,
    model,
    dataset,
    version: versionAt(random, dataset.prompt, daysAgo),
    startedAt,
    daysAgo,
    tags: tagsOf(randomOf(seed, "tags", chance), dataset, startedAt),
  };
}

function datasetFor({ mostlyOn }: DemoModel, random: Random): DemoDataset {
  const usual = mostlyOn !== undefined && random.fraction() < MOSTLY;
  return random.pick(datasets, ({ name, weight }) => (usual ? Number(name === mostlyOn) : weight));
}

/** The nightly suite runs what is merged; by day some runs are of a branch, and a few try another temperature. */
function tagsOf(random: Random, { prompt, temperature }: DemoDataset, startedAt: Date) {
  const isNightly = startedAt.getUTCHours() < NIGHT_ENDS;
  const isOfBranch = !isNightly && random.fraction() < 0.3;
  const isTrial = isOfBranch && random.fraction() < 0.2;
  return {
    branch: isOfBranch ? `prompts/${prompt.name}` : "main",
    temperature: String(isTrial ? TRIAL_TEMPERATURE : temperature),
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
  const stays = random.fraction() < STAY && age < CHANGEOVER_DAYS;
  return stays && newest > 1 ? newest - 1 : newest;
}

function withLucky(
  runs: readonly PlannedRun[],
  seed: number,
  day: number,
  firstFill: number,
): readonly PlannedRun[] {
  const [dataset] = datasets;
  const version = dataset.prompt.versions.length;
  const run = plannedRun(seed, timeOf(day, 15.5), firstFill, "first-look");
  const lucky = { ...run, model: luckyModel, dataset, version };
  return [...runs, lucky].toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
}

const DAY_MS = 86_400_000;

/** The UTC day of an instant, in days since 1970-01-01. */
export function dayOf(instant: Date): number {
  return Math.floor(instant.getTime() / DAY_MS);
}

/** The instant that many hours into a UTC day. */
export function timeOf(day: number, hours = 0): Date {
  return new Date(Math.floor((day + hours / 24) * DAY_MS));
}

/** `2026-01-31`. */
function dateOf(day: number): string {
  return timeOf(day).toISOString().slice(0, 10);
}

/** Saturday or Sunday. */
function isWeekend(day: number): boolean {
  return timeOf(day).getUTCDay() % 6 === 0;
}
