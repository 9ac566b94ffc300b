import { type Answer, answerTo, type Chance, brokenAnswer, errorRateOf } from "./answer.ts";
import { itemsOf } from "./datasets.ts";
import { dayOf, type PlannedRun, runsOfDay } from "./day-runs.ts";
import { type Random, randomOf } from "./random.ts";

/** The runs that started after `from` and have ended by `now`, oldest start first. */
export function endedRuns(seed: number, from: Date, now: Date, firstFill: number): readonly EvaluatedRun[] {
  const days = Array.from({ length: dayOf(now) - dayOf(from) + 1 }, (_, index) => dayOf(from) + index);
  return days
    .flatMap((day) => runsOfDay(seed, day, firstFill))
    .filter(({ startedAt }) => startedAt > from && startedAt <= now)
    .map((run) => evaluate(seed, run))
    .filter(({ endedAt }) => endedAt <= now);
}

/** A run that has ended: with an answer for every item, or failed as a whole and without any. */
export interface EvaluatedRun extends PlannedRun {
  readonly status: "completed" | "failed";
  readonly endedAt: Date;
  readonly answers: readonly Answer[];
  /** Why the run failed; null where it did not. */
  readonly error: string | null;
}

const itemErrors = [
  "429 rate limited: retry after 20 s",
  "Request timed out after 60 s",
  "503 model overloaded",
  "Connection reset by peer",
] as const;

const runErrors = [
  "401 invalid API key",
  "The process that recorded this run was stopped",
  "The dataset could not be read: unexpected end of file",
] as const;

/** How many runs fail as a whole, and in how many every call breaks: as multiples of the error rate of its calls. */
const [FAILED, ALL_BROKEN] = [1.6, 0.8];

/** Calls that are under way at the same moment. */
const CONCURRENCY = 4;

/** Plays the run to its end; the same seed and run always end alike. */
export function evaluate(seed: number, run: PlannedRun): EvaluatedRun {
  const random = randomOf(seed, run.chance);
  const luck = random.fraction() / errorRateOf(run);
  if (luck < FAILED) {
    const endedAt = after(run.startedAt, 2_000 + 90_000 * random.fraction());
    return { ...run, status: "failed", endedAt, answers: [], error: anyOf(runErrors, random) };
  }
  const chance = { random, judge: randomOf(seed, "judge", run.chance) };
  const answers = answersOf(run, chance, luck < FAILED + ALL_BROKEN);
  const spentMs = answers.reduce((sum, { latencyMs }) => sum + (latencyMs ?? 600), 0);
  const endedAt = after(run.startedAt, 1_500 + spentMs / CONCURRENCY);
  return { ...run, status: "completed", endedAt, answers, error: null };
}

function answersOf(run: PlannedRun, chance: Chance, allBroken: boolean): readonly Answer[] {
  const { random } = chance;
  const outage = anyOf(itemErrors, random);
  return itemsOf(run.dataset, run.version).map((item, index) => {
    if (allBroken) return brokenAnswer(item, outage);
    if (random.fraction() < errorRateOf(run)) return brokenAnswer(item, anyOf(itemErrors, random));
    return answerTo(item, index, run, chance);
  });
}

const anyOf = (texts: readonly [string, ...string[]], random: Random) => random.pick(texts, () => 1);

const after = (start: Date, ms: number) => new Date(start.getTime() + Math.ceil(ms));
