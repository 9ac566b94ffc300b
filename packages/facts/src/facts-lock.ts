import type { Em } from "@evalboard/db";
import { type RawQueryFragment, sql } from "@mikro-orm/core";

/** Of the advisory lock that orders completions and the building of a generation: "facts" in ASCII. */
const factsLock = 0x6661637473n;

/** Of the advisory lock that orders completions among themselves: "fact+" in ASCII. */
const turnLock = 0x666163742bn;

/** Holds off the building of generations until the transaction ends; others that change runs may go on. */
export async function lockForChange(em: Em): Promise<void> {
  await em.execute(`select pg_advisory_xact_lock_shared(${factsLock})`);
}

/**
 * To be joined in a statement that changes facts: before it changes any it waits until it is its transaction's turn, which it is
 * until that ends. Every run adds to the same rows of the board, so they would wait for one another all the same, but
 * not in the order in which they came. In a statement of its own the wait would cost all others a round trip.
 */
export const turn: RawQueryFragment = sql`(select pg_advisory_xact_lock(${turnLock}) is not null as taken)`;

/** Joins `turn`. */
export const isTaken = { "turn.taken": true } as const;

/** Waits until nobody completes or deletes a run, and holds that off until the transaction ends. */
export async function lockForBuilding(em: Em): Promise<void> {
  await em.execute(`select pg_advisory_xact_lock(${factsLock})`);
}
