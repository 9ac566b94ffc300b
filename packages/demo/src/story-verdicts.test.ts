import { VISIBLE_CHANGE } from "@evalboard/contract/words";
import { changeFigures, judge } from "@evalboard/inference";
import { describe, expect, test } from "vitest";
import { dayOf, runsOfDay, timeOf } from "./day-runs.ts";
import { evaluate } from "./evaluate.ts";
import { story } from "./story.ts";
import { ChangeTally } from "./testing/change-tally.ts";

/** A top-up of up to a week, at all sorts of hours. */
const topUps = [0, 1, 2, 3, 4, 5, 6, 7];
const hours = [0.01, 3, 8.5, 11, 13.7, 17, 23.99];
/** More prompts than are tested in the demo: a change that is clear after this correction is so beside any others. */
const TESTED = 8;

const told = [
  { ...story.helpfulChange, verdict: "improved" },
  { ...story.idleChange, verdict: "no clear change" },
  { ...story.harmfulChange, verdict: "worse" },
  { ...story.untoldChange, verdict: "too little to say" },
  { ...story.renewedChange, verdict: null },
] as const;

// Chance goes by the days since the first fill, so a demo depends on the day of the week of that fill alone.
describe.each([0, 1, 2, 3, 4, 5, 6])("a demo that is first filled %d days after a Sunday", (weekday) => {
  const firstFill = dayOf(new Date("2026-11-22T00:00:00Z")) + weekday;
  const days = Array.from(
    { length: story.days + topUps.length },
    (_, index) => firstFill - story.days + index,
  );
  const runs = days
    .flatMap((day) => runsOfDay(story.seed, day, firstFill))
    .filter(({ dataset }) => told.some(({ prompt }) => prompt === dataset.prompt.name))
    .map((run) => evaluate(story.seed, run))
    .toSorted((a, b) => a.endedAt.getTime() - b.endedAt.getTime());

  test.each(told)("is told of $prompt: $verdict", ({ prompt, version, verdict }) => {
    const ofPrompt = runs.filter(({ dataset }) => dataset.prompt.name === prompt);
    const tally = new ChangeTally();
    // What is clear must be so beside others, and what is not must be so by itself.
    const tested = verdict === "improved" || verdict === "worse" ? TESTED : 1;
    let added = 0;
    const verdicts = topUps.flatMap((day) =>
      hours.map((hour) => {
        const now = timeOf(firstFill + day, hour);
        for (; ofPrompt[added] && ofPrompt[added]!.endedAt <= now; added++) tally.add(ofPrompt[added]!);
        const change = tally.changeTo(version);
        if (change === null) return null;
        const { difference, pValue, detectable } = changeFigures(change);
        return judge(
          { difference, pValue: pValue && Math.min(1, pValue * tested), detectable },
          VISIBLE_CHANGE,
        );
      }),
    );
    expect([...new Set(verdicts)]).toEqual([verdict]);
  });
});
