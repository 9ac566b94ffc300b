import { firstMinuteOf, plusDays, wallClock } from "./wall-clock.ts";

/**
 * Where the buckets of an instant start, found the slow way: a wall clock, read by `Intl.DateTimeFormat`, and a search
 * for the first minute at which a date is reached. Shares nothing with what is under test.
 */
export function oracleStarts(instant: Date, timeZone: string) {
  const clock = wallClock(timeZone);
  const { date: shown, minute, second } = clock(instant);
  const date = firstMinuteOf(plusDays(shown, 1), clock) <= instant ? plusDays(shown, 1) : shown;
  const monday = plusDays(date, -((new Date(date).getUTCDay() + 6) % 7));
  return {
    hour: new Date(instant.getTime() - (instant.getTime() % 1_000) - (minute * 60 + second) * 1_000),
    day: firstMinuteOf(date, clock),
    week: firstMinuteOf(monday, clock),
    month: firstMinuteOf(`${date.slice(0, 7)}-01`, clock),
    all: new Date(0),
  };
}
