import { Alert, type Em } from "@evalboard/db";
import { v7 as uuid } from "uuid";
import type { Condition } from "./condition.ts";

/** Writes an alert, due at once, for each condition that has none open; also where another process has just done so. */
export async function raiseAlerts(em: Em, conditions: readonly Condition[], now: Date): Promise<void> {
  for (const condition of conditions) {
    await em.qb(Alert).insert(alertOf(condition, now)).onConflict().ignore().execute("run");
  }
}

/** Closes the open alerts of a type about all but these subjects, so that they may be raised anew. */
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
