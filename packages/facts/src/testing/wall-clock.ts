/** The date so many days after another. */
export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

/** When a clock first shows the date, found by a search. */
export function firstMinuteOf(date: string, clock: WallClock): Date {
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

/** What a clock on a wall shows at an instant. */
export type WallClock = (instant: Date) => { date: string; minute: number; second: number };

/** The wall clock of a zone, read by `Intl.DateTimeFormat`: shares nothing with what is under test. */
export function wallClock(timeZone: string): WallClock {
  // The one locale that writes 2026-10-25 02:30:00.
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  return (instant) => {
    const [date = "", time = ""] = format.format(instant).split(" ");
    const [, minute = 0, second = 0] = time.split(":").map(Number);
    return { date, minute, second };
  };
}
