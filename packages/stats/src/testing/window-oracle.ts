import type { BucketUnit, Period } from "@evalboard/contract";
import { isNamedPeriod } from "@evalboard/contract/words";
import { firstMinuteOf, plusDays, type WallClock, wallClock } from "@evalboard/facts/testing";

/**
 * The edges of a window found the slow way: a wall clock, read by `Intl.DateTimeFormat`, and a search
 * for the first instant at which its date is reached. Shares nothing with the windows under test.
 */
export function oracleWindow(
  period: Period,
  now: Date,
  timeZone: string,
  completions: { readonly first: Date; readonly last: Date } | null,
): OracleWindow {
  const clock = wallClock(timeZone);
  if (!isNamedPeriod(period)) return rangeWindow(period, clock);
  if (period === "24h") return { unit: "hour", edges: hours(now, clock) };
  const today = clock(now).date;
  const { unit, dates } =
    period === "all"
      ? wholeBoard(clock(completions?.first ?? now).date, clock(completions?.last ?? now).date)
      : { unit: "day" as const, dates: lastDays(today, { "7d": 7, "30d": 30, "90d": 90 }[period]) };
  return { unit, edges: dates.map((date) => firstMinuteOf(date, clock)) };
}

/** Of days and instants alike, by looking where each end stands. */
function rangeWindow(range: string, clock: WallClock): OracleWindow {
  const [from, to] = range.split("/") as [string, string];
  const isOfDays = !from.includes("T");
  const start = isOfDays ? firstMinuteOf(from, clock) : new Date(from);
  const end = isOfDays ? firstMinuteOf(plusDays(to, 1), clock) : new Date(to);
  if (end.getTime() - start.getTime() > 48 * 3_600_000) {
    const last = new Date(end.getTime() - 1);
    const { unit, dates } = wholeBoard(clock(start).date, clock(last).date);
    return { unit, edges: dates.map((date) => firstMinuteOf(date, clock)) };
  }
  const { minute, second } = clock(start);
  const edges = [start.getTime() - (start.getTime() % 1_000) - (minute * 60 + second) * 1_000];
  while (edges.at(-1)! < end.getTime()) edges.push(edges.at(-1)! + 3_600_000);
  return { unit: "hour", edges: edges.map((edge) => new Date(edge)) };
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

function wholeBoard(first: string, last: string): { unit: BucketUnit; dates: string[] } {
  for (const { unit, start, next } of units) {
    const dates = [start(first)];
    while (dates.at(-1)! <= last) dates.push(next(dates.at(-1)!));
    if (dates.length <= 101 || unit === "month") return { unit, dates };
  }
  throw new Error("months always do");
}

function monday(date: string): string {
  return plusDays(date, -((new Date(date).getUTCDay() + 6) % 7));
}

function firstOfMonth(date: string): string {
  return `${date.slice(0, 7)}-01`;
}
