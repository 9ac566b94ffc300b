import type { StatsReport } from "@evalboard/contract";
import type { Orm } from "@evalboard/db";
import { boardReport } from "../board-report.ts";
import { runsSource, type SourceOf } from "../aggregations/source.ts";
import { inSnapshot, type ReportRequest } from "../snapshot.ts";

/** The board of an ORM, of the runs themselves where no other source is given. */
export function computeReport(
  orm: Orm,
  request: ReportRequest,
  sourceOf: SourceOf = runsSource,
): Promise<StatsReport> {
  return inSnapshot({ orm, sourceOf }, request, boardReport);
}
