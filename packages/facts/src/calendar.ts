import type { Temporal } from "temporal-polyfill";

/** The units of time whose length depends on the calendar. */
export type CalendarUnit = "day" | "week" | "month";

interface CalendarStep {
  /** The date that the step holding `date` begins with. */
  start(date: Temporal.PlainDate): Temporal.PlainDate;
  add(start: Temporal.PlainDate, steps: number): Temporal.PlainDate;
  /** Whole steps from one start to another. */
  between(first: Temporal.PlainDate, last: Temporal.PlainDate): number;
}

/** How each calendar unit steps; weeks begin on Monday. */
export const calendar = {
  day: {
    start: (date) => date,
    add: (start, days) => start.add({ days }),
    between: (first, last) => first.until(last, { largestUnit: "day" }).days,
  },
  week: {
    start: (date) => date.subtract({ days: date.dayOfWeek - 1 }),
    add: (start, weeks) => start.add({ weeks }),
    between: (first, last) => first.until(last, { largestUnit: "week" }).weeks,
  },
  month: {
    start: (date) => date.with({ day: 1 }),
    add: (start, months) => start.add({ months }),
    between: (first, last) => first.until(last, { largestUnit: "month" }).months,
  },
} satisfies Record<CalendarUnit, CalendarStep>;
