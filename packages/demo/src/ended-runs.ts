import { runsOfDay } from "./day-runs.ts";
import { dayOf } from "./days.ts";
import { evaluate, type EvaluatedRun } from "./evaluate.ts";

/** The runs that started after `from` and have ended by `now`, oldest start first. */
export function endedRuns(seed: number, from: Date, now: Date, firstFill: number): readonly EvaluatedRun[] {
  const days = Array.from({ length: dayOf(now) - dayOf(from) + 1 }, (_, index) => dayOf(from) + index);
  return days
    .flatMap((day) => runsOfDay(seed, day, firstFill))
    .filter(({ startedAt }) => startedAt > from && startedAt <= now)
    .map((run) => evaluate(seed, run))
    .filter(({ endedAt }) => endedAt <= now);
}
