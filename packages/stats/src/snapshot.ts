import { type Period, type ReportHead, STATS_TTL_MS } from "@evalboard/contract";
import type { Em, Orm, Replicas } from "@evalboard/db";
import { IsolationLevel } from "@mikro-orm/core";
import type { KeptFigures } from "./aggregations/kept-figures.ts";
import type { AskedWindow, Narrowing } from "./aggregations/rows.ts";
import type { FigureSource, SourceOf } from "./aggregations/source.ts";
import { completionsOf } from "./aggregations/spans.ts";
import { canonicalNarrowing, type RunOwner } from "./narrowing.ts";
import { type Window, windowOf } from "./window.ts";

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
interface Board {
  readonly orm: Pick<Orm, "em">;
  /** Read in its place where one can be. */
  readonly replicas?: Pick<Replicas, "read"> | undefined;
  readonly sourceOf: SourceOf;
  /** Figures of reports before; nothing is kept where there are none. */
  readonly kept?: KeptFigures | undefined;
}

/**
 * Gives what `read` finds in a snapshot, which ends with it; `within` is one that is there already, and is read where no replica is. What a
 * replica shows is of a while ago, and so is the report: it says what would have been said then.
 */
export async function inSnapshot<Found>(
  { orm, replicas, sourceOf, kept }: Board,
  request: ReportRequest,
  read: (snapshot: Snapshot) => Promise<Found>,
  within?: Em,
): Promise<Found> {
  const readWithin = async (em: Em, behindMs = 0) => {
    const now = new Date(request.now.getTime() - behindMs);
    const { asked, head } = await openReport(em, { ...request, now });
    return read({ em, window: asked.window, head, source: await sourceOf(em, { ...asked, kept }) });
  };
  const elsewhere = await replicas?.read(readWithin);
  if (elsewhere) return elsewhere.found;
  if (within) return readWithin(within);
  const snapshot = { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true };
  return orm.em.fork().transactional((em) => readWithin(em), snapshot);
}

/** What a report answers, whatever it is about. */
export interface ReportRequest {
  readonly period: Period;
  readonly where: Narrowing;
  /** An IANA name; days are its days. */
  readonly timeZone: string;
  readonly now: Date;
  /** Whose runs are all that the asker may know of; undefined where every run is. */
  readonly owner?: RunOwner | undefined;
}

/** The window that is asked for, and what every report begins with. */
async function openReport(
  em: Em,
  { period, where: given, timeZone, now, owner }: ReportRequest,
): Promise<{ asked: AskedWindow; head: ReportHead }> {
  const where = await canonicalNarrowing(em, given);
  const completions = await completionsOf(em);
  const known = owner ? await completionsOf(em, owner) : completions;
  const window = windowOf(period, now, timeZone, known);
  const head = {
    period,
    where,
    window: { from: window.from.toISOString(), to: window.to.toISOString(), unit: window.unit },
    timeZone,
    generatedAt: now.toISOString(),
    freshForMs: STATS_TTL_MS,
    stale: false,
    firstCompletedAt: known?.first.toISOString() ?? null,
  };
  return { asked: { window, timeZone, completions, where }, head };
}
