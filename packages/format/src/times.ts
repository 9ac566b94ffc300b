import type { BucketUnit, StatsReport } from "@evalboard/contract";
import { DATE_LOCALE, LOCALE } from "./locale.ts";

type Parts = Intl.DateTimeFormatOptions;
const day: Parts = { month: "short", day: "numeric" };
const clock: Parts = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const relative = new Intl.RelativeTimeFormat(LOCALE, { style: "narrow" });

const shortParts: Record<BucketUnit, Parts> = {
  hour: clock,
  day,
  week: day,
  month: { month: "short", year: "numeric" },
};

const longParts: Record<BucketUnit, Parts> = {
  // The offset tells the two hours apart that share a name when the clocks go back.
  hour: { weekday: "short", ...day, ...clock, timeZoneName: "short" },
  day: { weekday: "long", ...day, year: "numeric" },
  week: { ...day, year: "numeric" },
  month: { month: "long", year: "numeric" },
};

/** What buckets of one unit are called; a bucket is told by its start. */
export interface BucketNames {
  /** What an axis says below it: `14:00`, `Nov 17`, `Nov 2026`. */
  label(from: string): string;
  /** Its name in full, for tooltips and tables: `Tuesday, Nov 17, 2026`, `Week of Nov 16, 2026`. */
  title(from: string): string;
}

/** Names buckets in a report's time zone. */
export function bucketNames(unit: BucketUnit, timeZone: string): BucketNames {
  const short = formatter({ ...shortParts[unit], timeZone });
  const long = formatter({ ...longParts[unit], timeZone });
  return {
    label: (from) => short.format(new Date(from)),
    title: (from) => `${unit === "week" ? "Week of " : ""}${long.format(new Date(from))}`,
  };
}

/** The window's first and last day, both inclusive, or for hours its two ends: `Nov 17 – 23, 2026`. */
export function formatWindow(window: StatsReport["window"], timeZone: string): string {
  const parts: Parts = window.unit === "hour" ? { ...day, ...clock } : { ...day, year: "numeric" };
  // `to` is not in the window any more: a day's window ends with the day before it.
  const last = Date.parse(window.to) - (window.unit === "hour" ? 0 : 1);
  return formatter({ ...parts, timeZone }).formatRange(Date.parse(window.from), last);
}

/** The time of day of an instant: `12:03`. */
export function formatClock(instant: string, timeZone: string): string {
  return format(instant, { ...clock, timeZone });
}

/** The day of an instant: `Nov 23, 2026`. */
export function formatDay(instant: string, timeZone: string): string {
  return format(instant, { ...day, year: "numeric", timeZone });
}

/** Date, time and offset. Without a zone in the viewer's own: `Nov 23, 2026, 14:03:22 GMT+1`. */
export function formatInstant(instant: string, timeZone?: string): string {
  const parts: Parts = { ...day, year: "numeric", ...clock, second: "2-digit", timeZoneName: "short" };
  return format(instant, timeZone === undefined ? parts : { ...parts, timeZone });
}

/** Day and time of day in the viewer's own zone: `Nov 23, 14:03`. */
export function formatMoment(instant: string): string {
  return format(instant, { ...day, ...clock });
}

/** How long ago, in the largest unit that fits: `3h ago`. What lies ahead, by a wrong clock, is `just now`. */
export function formatAgo(instant: string, nowMs: number): string {
  const seconds = Math.floor((nowMs - Date.parse(instant)) / 1_000);
  if (seconds < 45) return "just now";
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (minutes < 60) return relative.format(-minutes, "minute");
  const hours = Math.round(minutes / 60);
  if (hours < 24) return relative.format(-hours, "hour");
  const days = Math.round(hours / 24);
  if (days < 60) return relative.format(-days, "day");
  return relative.format(-Math.round(days / 30.44), "month");
}

function format(instant: string, parts: Parts): string {
  return formatter(parts).format(new Date(instant));
}

// What a pure function gave, which nobody can tell: to make a format takes a hundred times as long as to use it. As many as there are
// shapes of a date and time zones in use.
const formats = new Map<string, Intl.DateTimeFormat>();

function formatter(parts: Parts): Intl.DateTimeFormat {
  const key = JSON.stringify(parts);
  const kept = formats.get(key) ?? new Intl.DateTimeFormat(DATE_LOCALE, parts);
  formats.set(key, kept);
  return kept;
}
