import { randomUUID } from "node:crypto";
import { sql } from "@mikro-orm/core";
import { Duty } from "./entities/servers.ts";
import type { Em, Orm } from "./orm.ts";

/** How long a duty stays with a process that no longer says that it is alive, ms. */
const LEASE_MS = 15_000;

/** How often it says so, ms: it may fail to twice. */
const RENEW_EVERY_MS = 5_000;

/** Work of which a board has enough where one process does it. */
type DutyName = "alerts" | "facts" | "facts sweep" | "quarters" | "retention";

/** Divides such work among the processes that have a database open. */
export interface Duties {
  /**
   * Does the work and gives what that gives; null where another process is at it, and then nothing is done. Rejects with what the work
   * or the database threw. Whoever is killed at it keeps others from it for 15 s; work that is stopped for longer than that, such as
   * by a laptop that sleeps, may meet another's.
   */
  readonly attempt: <Done>(
    name: DutyName,
    work: () => Promise<Done>,
  ) => Promise<{ readonly done: Done } | null>;
}

/** For who is alone with a database: the work is done, and nothing is asked. */
export const undivided: Duties = { attempt: async (_name, work) => ({ done: await work() }) };

/**
 * By a row for each duty that is being done, in statements of their own: a lock would have to be held as long as the work goes on, by a
 * session, which a pooler lends to others, or by a transaction, which would keep the database from tidying up.
 */
export function createDuties({ em, isShared }: Pick<Orm, "em" | "isShared">): Duties {
  if (!isShared) return undivided;
  return {
    attempt: async (name, work) => {
      const holder = randomUUID();
      if (!(await take(em.fork(), name, holder))) return null;
      // What cannot be put off now may be five seconds later.
      const renewing = setInterval(
        () => void putOff(em.fork(), name, holder).catch(() => {}),
        RENEW_EVERY_MS,
      );
      try {
        return { done: await work() };
      } finally {
        clearInterval(renewing);
        // It ends by itself where the database is away.
        await em
          .fork()
          .nativeDelete(Duty, { name, holder })
          .catch(() => {});
      }
    },
  };
}

const heldUntil = () => sql`now() + ${`${LEASE_MS} ms`}::interval`;

async function take(em: Em, name: DutyName, holder: string): Promise<boolean> {
  const taken = await em
    .createQueryBuilder(Duty)
    .insert({ name, holder, heldUntil: heldUntil() })
    .onConflict("name")
    .merge(["holder", "heldUntil"])
    .where(sql`duties.held_until < now()`)
    .execute("run");
  return taken.affectedRows === 1;
}

async function putOff(em: Em, name: DutyName, holder: string): Promise<void> {
  await em.nativeUpdate(Duty, { name, holder }, { heldUntil: heldUntil() });
}
