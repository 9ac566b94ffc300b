import { type Em, type Fact, type FactGeneration, Run } from "@evalboard/db";
import { type CalendarStarts, createCalendar, hourStart } from "@evalboard/facts";
import { sql } from "@mikro-orm/core";
import { z } from "zod";
import type { RunOwner } from "../narrowing.ts";
import type { Interval } from "../window.ts";

/** When the first and the last run of the board completed. */
export interface Completions {
  readonly first: Date;
  readonly last: Date;
}

/** Milliseconds since 1970. */
const CompletionsRow = z.object({ firstMs: z.number().nullable(), lastMs: z.number().nullable() });

/** Read from the two ends of an index, of an owner's runs by looking at them; null where there are no completed runs. */
export async function completionsOf(em: Em, owner?: RunOwner): Promise<Completions | null> {
  const { label = null, tags = {} } = owner ?? {};
  const row = await em
    .createQueryBuilder(Run, "run")
    .select([
      sql`(extract(epoch from min(run.completed_at)) * 1000)::float8`.as("firstMs"),
      sql`(extract(epoch from max(run.completed_at)) * 1000)::float8`.as("lastMs"),
    ])
    .where({
      status: "completed",
      limited: false,
      ...(label !== null && { label }),
      ...(Object.keys(tags).length > 0 && { tags: { $contains: tags } }),
    })
    .execute("get", false);
  const { firstMs, lastMs } = CompletionsRow.parse(row);
  return firstMs === null || lastMs === null ? null : { first: new Date(firstMs), last: new Date(lastMs) };
}

/** Rows of one unit: those whose bucket begins in [from, to); every row of `all`. */
export interface Span extends Interval {
  readonly unit: Fact["unit"];
}

const HOUR_MS = 3_600_000;
/** Since 1970 no zone has had a week that was longer than seven days by this. */
const HALF_A_DAY_MS = 12 * HOUR_MS;
const WEEK_MS = 168 * HOUR_MS;

/**
 * The rows that together make up an interval exactly, few as they can be: its whole weeks, and the days around them.
 * Null where none do, and it has to be computed from the runs: an interval that no hours or days end with, hours that
 * are no longer kept, or hours across a change of the zone's offset by less than an hour.
 */
export function spansOf(
  interval: Interval,
  { timeZone, hoursFrom }: Pick<FactGeneration, "timeZone" | "hoursFrom">,
  completions: Completions | null,
): readonly Span[] | null {
  const { from, to } = interval;
  if (completions === null || (from <= completions.first && completions.last < to)) {
    return [{ unit: "all", ...interval }];
  }
  const startsOf = createCalendar(timeZone);
  const isDay = (instant: Date) => startsOf(instant).day.getTime() === instant.getTime();
  if (isDay(from) && isDay(to)) return weeksAndDays(interval, startsOf);
  return from >= hoursFrom && isOfHours(interval, timeZone) ? [{ unit: "hour", ...interval }] : null;
}

function weeksAndDays({ from, to }: Interval, startsOf: (instant: Date) => CalendarStarts): Span[] {
  const weekOf = (instant: Date) => startsOf(instant).week;
  const first = weekOf(from) < from ? weekOf(after(weekOf(from), WEEK_MS + HALF_A_DAY_MS)) : from;
  const end = weekOf(to);
  if (first >= end) return [{ unit: "day", from, to }];
  const spans: Span[] = [
    { unit: "day", from, to: first },
    { unit: "week", from: first, to: end },
    { unit: "day", from: end, to },
  ];
  return spans.filter((span) => span.from < span.to);
}

function after(instant: Date, ms: number): Date {
  return new Date(instant.getTime() + ms);
}

function isOfHours({ from, to }: Interval, timeZone: string): boolean {
  for (let edge = from.getTime(); edge < to.getTime(); edge += HOUR_MS) {
    if (hourStart(new Date(edge), timeZone).getTime() !== edge) return false;
  }
  return (to.getTime() - from.getTime()) % HOUR_MS === 0;
}
