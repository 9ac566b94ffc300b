import type { Em, Orm } from "@evalboard/db";
import { IsolationLevel } from "@mikro-orm/core";
import type { FigureSource } from "./figure-source.ts";

/** The database as it was at one moment: parts that are read from it add up. */
export interface Snapshot {
  readonly em: Em;
  readonly source: FigureSource;
}

/** The database, and where in it the figures come from. */
export interface Board {
  readonly orm: Pick<Orm, "em">;
  readonly sourceOf: (em: Em) => FigureSource;
}

/** Gives what `read` finds in a snapshot, which ends with it. */
export async function inSnapshot<Found>(
  { orm, sourceOf }: Board,
  read: (snapshot: Snapshot) => Promise<Found>,
): Promise<Found> {
  const options = { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true };
  return orm.em.fork().transactional((em) => read({ em, source: sourceOf(em) }), options);
}
