import { homedir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { readPromptfooEnv } from "../env.ts";

const Row = z.object({ created_at: z.number() });

/**
 * When an evaluation was made, ISO 8601: what promptfoo writes into `-o results.json`. A hook is not told, so it is read from
 * promptfoo's own database; of an evaluation that is not there (`--no-write`) the id says it to the second. Null where neither
 * does.
 */
export async function evaluationTime(evalId: string): Promise<string | null> {
  return (await storedTime(evalId)) ?? timeInId(evalId);
}

async function storedTime(evalId: string): Promise<string | null> {
  const folder = readPromptfooEnv().configDir ?? join(homedir(), ".promptfoo");
  try {
    const { DatabaseSync } = await import("node:sqlite");
    const database = new DatabaseSync(join(folder, "promptfoo.db"), { readOnly: true });
    try {
      const row = database.prepare("select created_at from evals where id = ?").get(evalId);
      return new Date(Row.parse(row).created_at).toISOString();
    } finally {
      database.close();
    }
  } catch {
    // No database, another one, or a Node without SQLite.
    return null;
  }
}

/** `eval-F9J-2026-11-23T15:33:28`, in UTC. */
function timeInId(evalId: string): string | null {
  const time = /^eval-\w+-(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)$/.exec(evalId)?.[1];
  const at = time === undefined ? Number.NaN : Date.parse(`${time}Z`);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}
