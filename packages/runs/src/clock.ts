import { InvalidRun } from "./errors.ts";

/** How far ahead of the server's a caller's clock may be, ms. */
const CLOCK_TOLERANCE_MS = 60_000;

/**
 * The instant to store for one that a caller gave: `now` where none was given or where it is
 * ahead by less than a minute. Throws `InvalidRun` for one further in the future.
 */
export function pastInstant(field: string, given: string | undefined, now: Date): Date {
  if (given === undefined) return now;
  const instant = new Date(given);
  if (instant.getTime() > now.getTime() + CLOCK_TOLERANCE_MS) {
    throw new InvalidRun(
      `${field}: must not be in the future; ${given} is, the server's time is ${now.toISOString()}`,
    );
  }
  return instant > now ? now : instant;
}

/** The instant at which a run ended. Throws `InvalidRun` for one before its start. */
export function endInstant(field: string, given: string | undefined, startedAt: Date, now: Date): Date {
  const ended = pastInstant(field, given, now);
  if (ended >= startedAt) return ended;
  // A server clock that was set back must not keep a run from ending.
  if (given === undefined) return startedAt;
  throw new InvalidRun(`${field}: must not be before the run's start, ${startedAt.toISOString()}`);
}
