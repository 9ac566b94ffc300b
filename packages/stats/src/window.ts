import type { BucketUnit, NamedPeriod, Period } from "@evalboard/contract";
import { isNamedPeriod, periodDays } from "@evalboard/contract/words";
import { calendar, type CalendarUnit, createCalendar, hourStart } from "@evalboard/facts";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";

/**
 * The name of a time zone, in the IANA spelling whatever the case given; aliases stay as they are.
 * Offsets such as `+02:00` are refused: they know no daylight saving, so their days drift.
 */
export const TimeZone = z.string().transform((name, context) => {
  const known = /^\p{L}/u.test(name) ? ianaName(name) : null;
  if (known !== null) return known;
  context.addIssue(
    `${JSON.stringify(name)} is not a time zone: give an IANA name, such as Europe/Berlin or UTC`,
  );
  return z.NEVER;
});

function ianaName(name: string): string | null {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch {
    return null;
  }
}

/** What is asked for is no period now; the message begins with its field. */
export class InvalidPeriod extends Error {
  override readonly name = "InvalidPeriod";
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A range that is no longer is shown by hours. */
const MOST_HOURS = 48;

/** `all` and ranges take the finest unit that needs no more buckets than this; months where none does. */
const MOST_BUCKETS = 100;

/** A half-open interval [from, to). */
export interface Interval {
  readonly from: Date;
  readonly to: Date;
}

/** What a period means at one moment: bucket i is [edges[i], edges[i + 1]). */
export interface Window extends Interval {
  readonly unit: BucketUnit;
  readonly edges: readonly Date[];
  /** As many buckets just before `from`; null for `all`. */
  readonly previous: Interval | null;
}

/**
 * The window that `period` means at `now` in `timeZone`, a name as `TimeZone` gives it.
 * `24h` is the hour that `now` is in and the 23 before; periods of days are today and the days
 * before; `all` goes from the bucket of the first run of all to that of the last, of `now` where there is none; a range is the
 * buckets that it lies in.
 * @throws RangeError where the zone is unknown
 * @throws InvalidPeriod where a range ends more than a day ahead
 */
export function windowOf(
  period: Period,
  now: Date,
  timeZone: string,
  completions: { readonly first: Date; readonly last: Date } | null,
): Window {
  if (!isNamedPeriod(period)) return rangeWindow(rangeOf(period, timeZone), now, timeZone);
  const here = zoned(now, timeZone);
  if (period === "24h") return hourWindow(hourStart(now, timeZone), 24);
  if (period === "all") {
    const { first, last } = completions ?? { first: now, last: now };
    return { ...finestWindow(zoned(first, timeZone), zoned(last, timeZone)), previous: null };
  }
  return calendarWindow("day", here, periodDays[period]);
}

function zoned(instant: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
}

/**
 * Steps of exactly 3 600 s, full hours by the offset in force now. Wall-clock hours would merge or
 * drop one where the clocks change, and a change by half an hour could leave `now` outside.
 */
function hourWindow(last: Date, count: number): Window {
  return windowFrom("hour", count, (index) => new Date(last.getTime() + (index + 1 - count) * HOUR_MS));
}

function calendarWindow(unit: CalendarUnit, now: Temporal.ZonedDateTime, count: number): Window {
  const current = calendar[unit].start(now.toPlainDate());
  return windowFrom(unit, count, (index) => {
    const date = calendar[unit].add(current, index + 1 - count);
    // Without a time of day: the date's first moment, 01:00 where the clocks skip midnight.
    return new Date(date.toZonedDateTime(now.timeZoneId).epochMilliseconds);
  });
}

function finestWindow(first: Temporal.ZonedDateTime, last: Temporal.ZonedDateTime): Window {
  const bucketsOf = (unit: CalendarUnit) => {
    const { start, between } = calendar[unit];
    return Math.max(0, between(start(first.toPlainDate()), start(last.toPlainDate()))) + 1;
  };
  const fine = (["day", "week"] as const).find((unit) => bucketsOf(unit) <= MOST_BUCKETS);
  const unit = fine ?? "month";
  return calendarWindow(unit, last, bucketsOf(unit));
}

/** What a range says: from the first moment to the last, which is excluded, and how its end is called. */
interface AskedRange extends Interval {
  readonly end: string;
  /** That which may be a day ahead of now, and no more: the beginning of the last day, or the end. */
  readonly latest: Date;
}

/** A day ahead it is tomorrow already elsewhere, and a range may be written there. */
function rangeOf(range: Exclude<Period, NamedPeriod>, timeZone: string): AskedRange {
  const [from = "", end = ""] = range.split("/");
  if (from.includes("T")) {
    return { from: new Date(from), to: new Date(end), end, latest: new Date(end) };
  }
  const startOf = (day: Temporal.PlainDate) => new Date(day.toZonedDateTime(timeZone).epochMilliseconds);
  const last = Temporal.PlainDate.from(end);
  return {
    from: startOf(Temporal.PlainDate.from(from)),
    to: startOf(last.add({ days: 1 })),
    end,
    latest: startOf(last),
  };
}

function rangeWindow({ from, to, end, latest }: AskedRange, now: Date, timeZone: string): Window {
  if (latest.getTime() > now.getTime() + DAY_MS) {
    const today = zoned(now, timeZone).toPlainDate().toString();
    throw new InvalidPeriod(
      `period: must end a day ahead at most, and ${end} is more; today is ${today} in ${timeZone}`,
    );
  }
  // The last moment that is in it.
  const last = new Date(to.getTime() - 1);
  if (to.getTime() - from.getTime() > MOST_HOURS * HOUR_MS) {
    const startsOf = createCalendar(timeZone);
    return finestWindow(zoned(startsOf(from).day, timeZone), zoned(startsOf(last).day, timeZone));
  }
  const first = hourStart(from, timeZone);
  const hours = Math.floor((last.getTime() - first.getTime()) / HOUR_MS);
  return hourWindow(new Date(first.getTime() + hours * HOUR_MS), hours + 1);
}

function windowFrom(unit: BucketUnit, count: number, edge: (index: number) => Date): Window {
  return {
    unit,
    from: edge(0),
    to: edge(count),
    edges: Array.from({ length: count + 1 }, (_, index) => edge(index)),
    previous: { from: edge(-count), to: edge(0) },
  };
}
