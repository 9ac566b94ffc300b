import type { FactGeneration } from "@evalboard/db";
import { createCalendar, hourStart } from "./bucket-starts.ts";

/** A half-open interval of instants. */
interface Interval {
  readonly from: Date;
  readonly to: Date;
}

/** Rows of one unit that make up an interval: those whose bucket begins in [from, to); every row of `all`. */
export interface Span extends Interval {
  readonly unit: "hour" | "day" | "all";
}

const HOUR_MS = 3_600_000;

/**
 * The rows that make up an interval exactly, the fewest there are; null where none do, and it has to be computed from
 * the runs: an interval that no hours or days end with, hours that are no longer kept, or hours across a change of the
 * zone's offset by less than an hour.
 * @param completions when the first and the last run of all completed; null without any
 */
export function spanOf(
  interval: Interval,
  { timeZone, hoursFrom }: Pick<FactGeneration, "timeZone" | "hoursFrom">,
  completions: { readonly first: Date; readonly last: Date } | null,
): Span | null {
  const { from, to } = interval;
  if (completions === null || (from <= completions.first && completions.last < to)) {
    return { unit: "all", ...interval };
  }
  const startsOf = createCalendar(timeZone);
  const isDay = (instant: Date) => startsOf(instant).day.getTime() === instant.getTime();
  if (isDay(from) && isDay(to)) return { unit: "day", ...interval };
  return from >= hoursFrom && isOfHours(interval, timeZone) ? { unit: "hour", ...interval } : null;
}

function isOfHours({ from, to }: Interval, timeZone: string): boolean {
  for (let edge = from.getTime(); edge < to.getTime(); edge += HOUR_MS) {
    if (hourStart(new Date(edge), timeZone).getTime() !== edge) return false;
  }
  return (to.getTime() - from.getTime()) % HOUR_MS === 0;
}
