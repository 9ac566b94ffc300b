import type { FactGeneration } from "@evalboard/db";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { createCalendar, hourStart } from "./bucket-starts.ts";

/** A completed run, as far as facts have to know it beforehand. */
export interface CompletedRun {
  readonly id: string;
  readonly completedAt: Date;
}

/** Which buckets of a generation the runs belong to: rows of `id`, `hour`, `day`, `week` and `month`. */
export function placedRuns(
  runs: readonly CompletedRun[],
  { timeZone, hoursFrom }: Pick<FactGeneration, "timeZone" | "hoursFrom">,
): RawQueryFragment {
  const startsOf = createCalendar(timeZone);
  const calendar = runs.map(({ completedAt }) => startsOf(completedAt));
  const hours = runs.map(({ completedAt }) => hourStart(completedAt, timeZone));
  return sql`(select * from unnest(
    ${arrayOf(runs.map(({ id }) => id))}::uuid[],
    ${arrayOf(hours.map((hour) => (hour < hoursFrom ? null : hour.toISOString())))}::timestamptz[],
    ${arrayOf(calendar.map(({ day }) => day.toISOString()))}::timestamptz[],
    ${arrayOf(calendar.map(({ week }) => week.toISOString()))}::timestamptz[],
    ${arrayOf(calendar.map(({ month }) => month.toISOString()))}::timestamptz[]
  ) as placed (id, hour, day, week, month))`;
}

/** Joins `placed` to the run that it places. */
export const ofRun = { "placed.id": sql`run.id` };

/** As PostgreSQL reads an array of values that need no quotes. */
function arrayOf(values: readonly (string | null)[]): string {
  return `{${values.map((value) => value ?? "null").join()}}`;
}
