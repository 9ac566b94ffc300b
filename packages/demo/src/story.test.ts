import { describe, expect, test } from "vitest";
import { dayOf, timeOf } from "./day-runs.ts";
import { endedRuns, type EvaluatedRun } from "./evaluate.ts";
import { story } from "./story.ts";
import { figuresOfAnswers } from "./testing/figures-of-answers.ts";

const withFacts = (run: EvaluatedRun) => ({ ...run, ...figuresOfAnswers(run.answers) });
type RunWithFacts = ReturnType<typeof withFacts>;

const mean = (values: readonly (number | null)[]) => {
  const known = values.filter((value) => value !== null);
  return known.reduce((sum, value) => sum + value, 0) / known.length;
};

/** What the newer version adds to the mean score, within the same model and dataset. */
function liftOf(runs: readonly RunWithFacts[], prompt: string, version: number) {
  const ofPrompt = runs.filter((run) => run.dataset.prompt.name === prompt && run.averageScore !== null);
  const strata = Map.groupBy(ofPrompt, ({ model, dataset }) => `${model.name}/${dataset.name}`);
  const lifts = [...strata.values()].flatMap((stratum) => {
    const newer = stratum.filter((run) => run.version === version).map((run) => run.averageScore);
    const older = stratum.filter((run) => run.version === version - 1).map((run) => run.averageScore);
    const weight = (newer.length * older.length) / (newer.length + older.length);
    return weight > 0 ? [{ weight, lift: mean(newer) - mean(older) }] : [];
  });
  const total = lifts.reduce((sum, { weight }) => sum + weight, 0);
  return lifts.reduce((sum, { weight, lift }) => sum + weight * lift, 0) / total;
}

// A demo is filled on any day, and each of them has runs of its own.
const fills = [
  "2026-03-10T14:37:12Z",
  "2026-11-22T00:00:01Z",
  "2027-01-01T23:59:59Z",
  "2028-02-29T08:00:00Z",
];

describe.each(fills)("the story of a demo filled at %s", (at) => {
  const now = new Date(at);
  const firstFill = dayOf(now);
  const runs = endedRuns(story.seed, timeOf(firstFill - story.days), now, firstFill)
    .filter(({ status }) => status === "completed")
    .map(withFacts);
  const scoreOf = (which: (run: RunWithFacts) => boolean) =>
    mean(runs.filter(which).map(({ averageScore }) => averageScore));

  test("there are 5 000 to 8 000 runs of eleven datasets and a dozen models", () => {
    expect(runs.length).toBeGreaterThan(5_000);
    expect(runs.length).toBeLessThan(8_000);
    expect(new Set(runs.map(({ dataset }) => dataset.name)).size).toBe(11);
    expect(new Set(runs.map(({ model }) => model.name)).size).toBe(12);
  });

  test("one model's score falls, and no other's", () => {
    const fallOf = (provider: string, name: string) => {
      const of = (run: EvaluatedRun) => run.model.provider === provider && run.model.name === name;
      return (
        scoreOf((run) => of(run) && run.daysAgo > story.regression.daysAgo) -
        scoreOf((run) => of(run) && run.daysAgo <= story.regression.daysAgo)
      );
    };
    expect(fallOf(story.regression.provider, story.regression.model)).toBeGreaterThan(0.12);
    expect(fallOf("solano", "sol-3-medium")).toBeLessThan(0.06);
    expect(fallOf("tessera", "tess-5")).toBeLessThan(0.06);
  });

  test("one dataset is far harder than every other", () => {
    const names = [...new Set(runs.map(({ dataset }) => dataset.name))];
    const scores = new Map(names.map((name) => [name, scoreOf(({ dataset }) => dataset.name === name)]));
    const hard = scores.get(story.hardDataset) ?? 1;
    scores.delete(story.hardDataset);
    expect(Math.min(...scores.values()) - hard).toBeGreaterThan(0.15);
  });

  test.each([7, 30, 90])("a plain average of %d days has the best model below the weak one", (days) => {
    const averageOf = ({ provider, model }: typeof story.strongModel | typeof story.weakModel) =>
      scoreOf((run) => run.daysAgo < days && run.model.provider === provider && run.model.name === model);
    expect(averageOf(story.weakModel) - averageOf(story.strongModel)).toBeGreaterThan(0.2);
  });

  test("every model gets every easy question right", () => {
    const easy = runs.filter(
      ({ dataset, averageScore }) => dataset.name === story.easyDataset && averageScore !== null,
    );
    expect(easy.length).toBeGreaterThan(100);
    expect(new Set(easy.map(({ averageScore }) => averageScore))).toEqual(new Set([1]));
  });

  test("one provider is slow for a week, so that the whole board's latency shows it", () => {
    const { provider, fromDaysAgo, toDaysAgo } = story.slowWeek;
    const latencyOf = (from: number, to: number, ofProvider: boolean) =>
      mean(
        runs
          .filter(({ daysAgo }) => daysAgo <= from && daysAgo > to)
          .filter(({ model }) => !ofProvider || model.provider === provider)
          .map(({ latencyMs }) => latencyMs),
      );
    const before = (ofProvider: boolean) => latencyOf(fromDaysAgo + 21, fromDaysAgo, ofProvider);
    const slow = (ofProvider: boolean) => latencyOf(fromDaysAgo, toDaysAgo, ofProvider);
    expect(slow(true) / before(true)).toBeGreaterThan(1.6);
    expect(slow(true) / before(true)).toBeLessThan(2.4);
    expect(slow(false) / before(false)).toBeGreaterThan(1.12);
    expect(latencyOf(toDaysAgo, toDaysAgo - 21, true) / before(true)).toBeLessThan(1.25);
  });

  test("one prompt change helps and the other does nothing", () => {
    const recent = runs.filter(({ daysAgo }) => daysAgo < 30);
    expect(liftOf(recent, story.helpfulChange.prompt, story.helpfulChange.version)).toBeGreaterThan(0.1);
    expect(Math.abs(liftOf(recent, story.idleChange.prompt, story.idleChange.version))).toBeLessThan(0.04);
  });

  test("a new model has one run, and that is perfect", () => {
    const lucky = runs.filter(({ model }) => model.name === story.luckyModel.model);
    expect(lucky.map(({ averageScore, erroredItems }) => [averageScore, erroredItems])).toEqual([[1, 0]]);
    expect(lucky.map(({ daysAgo }) => daysAgo)).toEqual([story.luckyModel.daysAgo]);
  });

  test("ten models were run in the last 90 days, so that the new one has its place in a list of ten", () => {
    expect(new Set(runs.filter(({ daysAgo }) => daysAgo < 90).map(({ model }) => model.name)).size).toBe(10);
  });

  test("one provider says no tokens and no cost, all others do", () => {
    const scored = runs.filter(({ averageScore }) => averageScore !== null);
    const unpriced = scored.filter(({ costUsd, inputTokens }) => costUsd === null && inputTokens === null);
    expect(new Set(unpriced.map(({ model }) => model.provider))).toEqual(new Set([story.unpricedProvider]));
    expect(scored.some((run) => run.model.provider === story.unpricedProvider && run.costUsd !== null)).toBe(
      false,
    );
  });

  test("in a few runs some items errored, and in very few all of them", () => {
    const some = runs.filter(({ erroredItems, averageScore }) => erroredItems > 0 && averageScore !== null);
    const all = runs.filter(({ erroredItems, totalItems }) => erroredItems === totalItems);
    expect(some.length / runs.length).toBeGreaterThan(0.05);
    expect(some.length / runs.length).toBeLessThan(0.4);
    expect(all.length).toBeGreaterThan(5);
    expect(all.length / runs.length).toBeLessThan(0.02);
  });
});
