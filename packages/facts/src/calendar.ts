import { Temporal } from "temporal-polyfill";

/** The first instants of the day, week and month that an instant lies in. */
export interface CalendarStarts {
  readonly day: Date;
  readonly week: Date;
  readonly month: Date;
}

/**
 * The first instant of the hour that `instant` lies in: a full hour by the offset in force at that moment, so that
 * steps of 3 600 s from one of them are others, up to a change of the offset by less than an hour.
 * @throws RangeError where the zone is unknown
 */
export function hourStart(instant: Date, timeZone: string): Date {
  const { minute, second, millisecond } = zoned(instant, timeZone);
  return new Date(instant.getTime() - (minute * 60 + second) * 1_000 - millisecond);
}

/**
 * Finds where days, weeks and months begin in a time zone, an IANA name. It remembers the last day that it found:
 * asked in the order of time it looks once a day.
 * @throws RangeError where the zone is unknown
 */
export function createCalendar(timeZone: string): (instant: Date) => CalendarStarts {
  let last: { readonly starts: CalendarStarts; readonly to: Date } | undefined;
  return (instant) => {
    if (!last || instant < last.starts.day || instant >= last.to) last = dayOf(instant, timeZone);
    return last.starts;
  };
}

function dayOf(instant: Date, timeZone: string): { starts: CalendarStarts; to: Date } {
  const startOf = (date: Temporal.PlainDate) =>
    // Without a time of day: the date's first moment, 01:00 where the clocks skip midnight.
    new Date(date.toZonedDateTime(timeZone).epochMilliseconds);
  const local = zoned(instant, timeZone).toPlainDate();
  const next = local.add({ days: 1 });
  // Clocks that are set back just after midnight show the old date again; the new day has begun all the same.
  const date = instant < startOf(next) ? local : next;
  return {
    starts: {
      day: startOf(date),
      week: startOf(calendar.week.start(date)),
      month: startOf(calendar.month.start(date)),
    },
    to: startOf(date.add({ days: 1 })),
  };
}

function zoned(instant: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
}

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
