import type { ReportHead } from "@evalboard/contract";
import type { Em, Orm } from "@evalboard/db";
import { IsolationLevel } from "@mikro-orm/core";
import type { FigureSource, SourceOf } from "./figure-source.ts";
import { openReport, type ReportRequest } from "./open-report.ts";
import type { Window } from "./window.ts";

/** The database as it was at one moment, for one report: parts that are read from it add up. */
export interface Snapshot {
  readonly em: Em;
  readonly window: Window;
  /** What the report begins with. */
  readonly head: ReportHead;
  /** The figures of the window. */
  readonly source: FigureSource;
}

/** The database, and where in it the figures come from. */
export interface Board {
  readonly orm: Pick<Orm, "em">;
  readonly sourceOf: SourceOf;
}

/** Gives what `read` finds in a snapshot, which ends with it. */
export async function inSnapshot<Found>(
  { orm, sourceOf }: Board,
  request: ReportRequest,
  read: (snapshot: Snapshot) => Promise<Found>,
): Promise<Found> {
  return orm.em.fork().transactional(
    async (em) => {
      const { asked, head } = await openReport(em, request);
      return read({ em, window: asked.window, head, source: await sourceOf(em, asked) });
    },
    { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true },
  );
}
