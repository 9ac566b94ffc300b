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

function plusDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

function firstMinuteOf(date: string, clock: WallClock): Date {
  const minuteMs = 60_000;
  let before = Date.parse(date) / minuteMs - 16 * 60;
  let reached = before + 32 * 60;
  while (reached - before > 1) {
    const middle = Math.floor((before + reached) / 2);
    if (clock(new Date(middle * minuteMs)).date < date) before = middle;
    else reached = middle;
  }
  return new Date(reached * minuteMs);
}

type WallClock = (instant: Date) => { date: string; minute: number; second: number };

function wallClock(timeZone: string): WallClock {
  // The one locale that writes 2026-10-25 02:30:00.
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  return (instant) => {
    const [date = "", time = ""] = format.format(instant).split(" ");
    const [, minute = 0, second = 0] = time.split(":").map(Number);
    return { date, minute, second };
  };
}
