import type { BucketUnit, Period } from "@evalboard/contract";

/**
 * The edges of a window found the slow way: a wall clock, read by `Intl.DateTimeFormat`, and a search
 * for the first instant at which its date is reached. Shares nothing with the windows under test.
 */
export function oracleWindow(period: Period, now: Date, timeZone: string, first: Date | null): OracleWindow {
  const clock = wallClock(timeZone);
  if (period === "24h") return { unit: "hour", edges: hours(now, clock) };
  const today = clock(now).date;
  const { unit, dates } =
    period === "all"
      ? wholeBoard(today, clock(first ?? now).date)
      : { unit: "day" as const, dates: lastDays(today, { "7d": 7, "30d": 30, "90d": 90 }[period]) };
  return { unit, edges: dates.map((date) => firstMinuteOf(date, clock)) };
}

interface OracleWindow {
  readonly unit: BucketUnit;
  readonly edges: Date[];
}

function hours(now: Date, clock: WallClock): Date[] {
  const { minute, second } = clock(now);
  const hour = now.getTime() - (now.getTime() % 1_000) - (minute * 60 + second) * 1_000;
  return Array.from({ length: 25 }, (_, index) => new Date(hour + (index - 23) * 3_600_000));
}

function lastDays(today: string, count: number): string[] {
  return Array.from({ length: count + 1 }, (_, index) => plusDays(today, index + 1 - count));
}

const units = [
  { unit: "day", start: (date: string) => date, next: (date: string) => plusDays(date, 1) },
  { unit: "week", start: monday, next: (date: string) => plusDays(date, 7) },
  { unit: "month", start: firstOfMonth, next: (date: string) => firstOfMonth(plusDays(date, 31)) },
] as const;

function wholeBoard(today: string, first: string): { unit: BucketUnit; dates: string[] } {
  for (const { unit, start, next } of units) {
    const dates = [start(first < today ? first : today)];
    while (dates.at(-1)! <= today) dates.push(next(dates.at(-1)!));
    if (dates.length <= 101 || unit === "month") return { unit, dates };
  }
  throw new Error("months always do");
}

function plusDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

function monday(date: string): string {
  return plusDays(date, -((new Date(date).getUTCDay() + 6) % 7));
}

function firstOfMonth(date: string): string {
  return `${date.slice(0, 7)}-01`;
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
