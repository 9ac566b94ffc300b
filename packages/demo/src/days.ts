const DAY_MS = 86_400_000;

/** The UTC day of an instant, in days since 1970-01-01. */
export function dayOf(instant: Date): number {
  return Math.floor(instant.getTime() / DAY_MS);
}

/** The instant that many hours into a UTC day. */
export function timeOf(day: number, hours = 0): Date {
  return new Date(Math.floor((day + hours / 24) * DAY_MS));
}

/** `2026-01-31`. */
export function dateOf(day: number): string {
  return timeOf(day).toISOString().slice(0, 10);
}

/** Saturday or Sunday. */
export function isWeekend(day: number): boolean {
  return timeOf(day).getUTCDay() % 6 === 0;
}
