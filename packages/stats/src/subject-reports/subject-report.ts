import { comparedSummary } from "../compared-summary.ts";
import type { SubjectReport } from "../contract/index.ts";
import type { FigureSource, Subject } from "../figure-source.ts";
import { openReport, type ReportRequest } from "../open-report.ts";
import { figuresSeries } from "../report/series.ts";
import type { Window } from "../window.ts";

/** What every subject's report has, and the window for what only its kind has. */
export async function subjectReport(
  source: FigureSource,
  request: ReportRequest,
  subject: Subject,
): Promise<{ window: Window; common: SubjectReport }> {
  const { window, head } = await openReport(source, request);
  const common = {
    ...head,
    summary: await comparedSummary(source, window, subject),
    overTime: figuresSeries(window, await source.figuresOverTime(window, subject)),
  };
  return { window, common };
}
