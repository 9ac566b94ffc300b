import { Alert, type Em } from "@evalboard/db";
import { v7 as uuid } from "uuid";
import type { Condition } from "./conditions.ts";

/** Longer than a sending may take, so that no other process starts a second one beside it, ms. */
const LEASE_MS = 60_000;

/** Most alerts of one round: the rest are due in the next. */
const BATCH = 50;

/** Sends one message; throws where it did not arrive. */
export type Send = (message: { readonly id: string; readonly body: string }) => Promise<void>;

/**
 * Tries to send every alert that is due, one after the other. What arrived is not sent again; what did not is due again
 * later. Nothing is locked while a receiver takes its time. `onError` hears of each failure.
 */
export async function deliverAlerts(
  em: Em,
  send: Send,
  now: () => Date,
  onError: (error: unknown) => void,
): Promise<void> {
  const due = await em.find(
    Alert,
    { nextAttemptAt: { $lte: now() } },
    { orderBy: { raisedAt: "asc" }, limit: BATCH },
  );
  for (const alert of due) {
    if (await claim(em, alert, now())) await attempt(em, alert, send, now, onError);
  }
}

/** Counts the attempt and takes the alert for it; false where another process was quicker. */
async function claim(em: Em, { id, attempts }: Alert, now: Date): Promise<boolean> {
  const nextAttemptAt = new Date(now.getTime() + LEASE_MS);
  const changes = { attempts: attempts + 1, nextAttemptAt };
  return (await em.nativeUpdate(Alert, { id, attempts, nextAttemptAt: { $lte: now } }, changes)) === 1;
}

async function attempt(
  em: Em,
  { id, body, attempts }: Alert,
  send: Send,
  now: () => Date,
  onError: (error: unknown) => void,
): Promise<void> {
  try {
    await send({ id, body });
  } catch (error) {
    onError(error);
    const lastError = error instanceof Error ? error.message : "unknown";
    await em.nativeUpdate(Alert, id, { nextAttemptAt: nextAttempt(attempts + 1, now()), lastError });
    return;
  }
  await em.nativeUpdate(Alert, id, { deliveredAt: now(), nextAttemptAt: null, lastError: null });
}

const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 4 * 3_600_000;

/** After so many attempts, about two days, an alert is given up. */
const MOST_ATTEMPTS = 20;

/** When an alert that could not be delivered is due again, or null where it is given up. Waits double up to four hours. */
export function nextAttempt(attempts: number, now: Date): Date | null {
  if (attempts >= MOST_ATTEMPTS) return null;
  return new Date(now.getTime() + Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempts - 1)));
}

/** Writes an alert, due at once, for each condition that has none open; also where another process has just done so. */
export async function raiseAlerts(em: Em, conditions: readonly Condition[], now: Date): Promise<void> {
  for (const condition of conditions) {
    await em.createQueryBuilder(Alert).insert(alertOf(condition, now)).onConflict().ignore().execute("run");
  }
}

/** Closes the open alerts of a type about all but these subjects, so that they may be raised again. */
export async function clearAlerts(
  em: Em,
  type: Condition["type"],
  except: readonly string[],
  now: Date,
): Promise<void> {
  await em.nativeUpdate(
    Alert,
    { type, clearedAt: null, subjectId: { $nin: [...except] } },
    { clearedAt: now },
  );
}

function alertOf({ type, subjectId, text, path, data }: Condition, now: Date) {
  const body = JSON.stringify({ type, timestamp: now.toISOString(), text, path, data });
  return { id: uuid(), type, subjectId, body, raisedAt: now, attempts: 0, nextAttemptAt: now };
}
