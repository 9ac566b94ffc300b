import { cycle } from "../cycle.ts";
import type { Item } from "./item.ts";

const inWords = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeZone: "UTC" });
const dayAt = (day: number) => inWords.format(Date.UTC(2024, 0, 1 + day));

/** Dates in the future of a date, over months and a leap day: the puzzles that models get wrong. */
export const calendar: readonly Item[] = Array.from({ length: 28 }, (_, index) => {
  const start = 17 + index * 29;
  const weeks = 2 + ((index * 5) % 9);
  const days = 11 + ((index * 37) % 140);
  return {
    key: `calendar-${String(index + 1).padStart(2, "0")}`,
    input:
      `A project starts on ${dayAt(start)}. The review is ${days} days after the start ` +
      `and the launch is ${weeks} weeks after the review. On which date is the launch?`,
    expected: dayAt(start + days + weeks * 7),
    parts: 1,
    answer: (right) =>
      right === 1
        ? `The launch is on ${dayAt(start + days + weeks * 7)}.`
        : `The launch is on ${dayAt(start + days + weeks * 7 + cycle([1, -1, 7, 2, -30], index))}.`,
  };
});
