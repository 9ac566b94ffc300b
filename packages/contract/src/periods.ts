import { z } from "zod";
import { MAX_RANGE_YEARS, periods } from "./words.ts";

const named = periods.map((word) => `"${word}"`).join("|");

/** A period that ends now. */
export const NamedPeriod = z.enum(periods, {
  error:
    `Invalid option: expected one of ${named}, or a range: the first and the last day, such as 2026-11-01/2026-11-14, ` +
    "or two instants with a zone, such as 2026-11-23T09:00:00Z/2026-11-23T15:00:00Z",
});
export type NamedPeriod = z.infer<typeof NamedPeriod>;

/** A day, or an instant with its zone. */
const End = z.string().regex(/\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d))?/);

/**
 * A range as an interval of ISO 8601: of days of the board's zone, both included, or of instants, the latter excluded. Whether
 * it lies in the future the server alone knows.
 */
const Range = z.templateLiteral([End, "/", End]).superRefine((range, context) => {
  const problem = problemOf(range);
  if (problem !== null) context.addIssue({ code: "custom", message: problem });
});

/** What the board can be asked for. */
export const Period = z.union([NamedPeriod, Range]);
export type Period = z.infer<typeof Period>;

const Instant = z.iso.datetime({ offset: true });

/** What is wrong with the range, and what would be right; null where nothing is. */
function problemOf(range: string): string | null {
  const [from = "", to = ""] = range.split("/");
  if (isDay(from) !== isDay(to)) return "must have a day at both ends, or an instant with its zone at both";
  for (const end of [from, to]) {
    if (!(isDay(end) ? z.iso.date() : Instant).safeParse(end).success)
      return `must have ends that are in the calendar and on the clock, and ${end} is not`;
  }
  const [start, end] = [new Date(from), new Date(to)];
  if (end < start) return `must end after it begins, and ${to} is before ${from}`;
  // Of days the last one is in it.
  if (!isDay(to) && end <= start) return `must end after it begins, and ${to} is when it begins`;
  if (start < new Date("2000-01-01")) return `must begin in the year 2000 or later, and ${from} is before`;
  const latest = new Date(start);
  latest.setUTCFullYear(start.getUTCFullYear() + MAX_RANGE_YEARS);
  if (end > latest) return `must be of ${MAX_RANGE_YEARS} years at most, and ${range} is longer`;
  return null;
}

function isDay(end: string): boolean {
  return !end.includes("T");
}
