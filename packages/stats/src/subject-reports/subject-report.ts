import type { SubjectReport } from "@evalboard/contract";
import { comparedSummary } from "../compared-summary.ts";
import type { Subject } from "../figure-source.ts";
import { figuresSeries } from "../report/series.ts";
import type { Snapshot } from "../snapshot.ts";

/** What every subject's report has. */
export async function subjectReport(
  { head, window, source }: Snapshot,
  subject: Subject,
): Promise<SubjectReport> {
  return {
    ...head,
    summary: await comparedSummary(source, subject),
    overTime: figuresSeries(window, await source.overTime(subject)),
  };
}
