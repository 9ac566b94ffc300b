const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 4 * 3_600_000;

/** After so many attempts, about two days, an alert is given up. */
const MOST_ATTEMPTS = 20;

/** When an alert that could not be delivered is due again, or null where it is given up. Waits double up to four hours. */
export function nextAttempt(attempts: number, now: Date): Date | null {
  if (attempts >= MOST_ATTEMPTS) return null;
  return new Date(now.getTime() + Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempts - 1)));
}
