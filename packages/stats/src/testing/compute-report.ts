import type { StatsReport } from "@evalboard/contract";
import type { Orm } from "@evalboard/db";
import { boardReport } from "../board-report.ts";
import { runsSource, type SourceOf } from "../aggregations/source.ts";
import { inSnapshot, type ReportRequest } from "../snapshot.ts";
import { filterOf, type NarrowedTo, noNarrowing } from "./narrowed-to.ts";

/** What a test asks of a board. */
export interface TestRequest extends Omit<ReportRequest, "where"> {
  /** The whole board where nothing is said. */
  readonly narrowedTo?: NarrowedTo;
}

/** The board of an ORM, of the runs themselves where no other source is given. */
export function computeReport(
  orm: Orm,
  { narrowedTo = noNarrowing, ...request }: TestRequest,
  sourceOf: SourceOf = runsSource,
): Promise<StatsReport> {
  return inSnapshot({ orm, sourceOf }, { ...request, where: filterOf(narrowedTo) }, boardReport);
}
