import { judge, type Judgement, stratifiedDifference } from "@evalboard/inference";
import { describe, expect, test } from "vitest";
import { dayOf, runsOfDay, timeOf } from "./day-runs.ts";
import { evaluate, type EvaluatedRun } from "./evaluate.ts";
import { story } from "./story.ts";
import { figuresOfAnswers } from "./testing/figures-of-answers.ts";

const changes = [story.helpfulChange, story.idleChange] as const;
const windowDays = [7, 30, 90];
/** A top-up of up to a week, at all sorts of hours. */
const topUps = [0, 1, 2, 3, 4, 5, 6, 7];
const hours = [0.01, 3, 8.5, 11, 13.7, 17, 23.99];
/** More prompts than the demo has: a change that is clear after this correction is so beside any others. */
const OTHERS = 7;

const scored = (run: EvaluatedRun) => ({ ...run, ...figuresOfAnswers(run.answers) });
type ScoredRun = ReturnType<typeof scored>;

/** The runs of the two prompts from the widest window of the first fill to the end of the last top-up. */
function runsOf(firstFill: number): readonly ScoredRun[] {
  return Array.from({ length: 98 }, (_, index) => runsOfDay(story.seed, firstFill - 90 + index, firstFill))
    .flat()
    .filter(({ dataset }) => changes.some(({ prompt }) => prompt === dataset.prompt.name))
    .map((run) => scored(evaluate(story.seed, run)))
    .filter(({ averageScore }) => averageScore !== null);
}

function sampleOf(runs: readonly ScoredRun[]) {
  const n = runs.length;
  const mean = runs.reduce((sum, { averageScore }) => sum + averageScore!, 0) / n;
  const squares = runs.reduce((sum, { averageScore }) => sum + (averageScore! - mean) ** 2, 0);
  const items = runs.reduce((sum, { totalItems, erroredItems }) => sum + totalItems - erroredItems, 0);
  return { n, mean, variance: n > 1 ? squares / (n - 1) : null, items };
}

/** What these runs say of the change, corrected for so many others that were tested beside. */
function verdictOf(runs: readonly ScoredRun[], version: number, others: number): Judgement {
  const strata = Map.groupBy(runs, ({ model, dataset }) => `${model.name} ${dataset.name}`);
  const found = stratifiedDifference(
    [...strata.values()].flatMap((stratum) => {
      const [newer, older] = [version, version - 1].map((side) =>
        stratum.filter((run) => run.version === side),
      );
      return newer?.length && older?.length ? [{ newer: sampleOf(newer), older: sampleOf(older) }] : [];
    }),
  );
  return judge({ ...found, pValue: found.pValue && Math.min(1, found.pValue * (others + 1)) }, 0.1);
}

// Chance goes by the days since the first fill, so a demo depends on the day of the week of that fill alone.
describe.each([0, 1, 2, 3, 4, 5, 6])("a demo that is first filled %d days after a Sunday", (weekday) => {
  const firstFill = dayOf(new Date("2026-11-22T00:00:00Z")) + weekday;
  const runs = runsOf(firstFill);

  test.each(windowDays)("says of both changes what they do, over %d days", (days) => {
    const verdicts = changes.map(({ prompt, version }, index) => {
      const ofPrompt = runs.filter(({ dataset }) => dataset.prompt.name === prompt);
      return topUps.flatMap((day) => {
        const from = timeOf(firstFill + day - days + 1);
        return hours.map((hour) => {
          const now = timeOf(firstFill + day, hour);
          const inWindow = ofPrompt.filter(({ endedAt }) => endedAt >= from && endedAt <= now);
          return verdictOf(inWindow, version, index === 0 ? OTHERS : 0);
        });
      });
    });
    expect(verdicts.map((each) => [...new Set(each)])).toEqual([["improved"], ["no clear change"]]);
  });
});
