import type { ReactNode } from "react";
import { SummaryCards } from "../figures/summary-cards.tsx";
import { LatestRuns } from "./latest-runs.tsx";
import { NoRunsInWindow } from "./no-runs-in-window.tsx";
import type { Subject, SubjectReport } from "./subject.ts";

type SubjectContentProps = {
  readonly subject: Subject;
  readonly report: SubjectReport;
  /** Another period was asked for and is on the way. */
  readonly isPending: boolean;
  readonly children: ReactNode;
};

/** A subject's figures, dimmed while others are on the way, and its latest runs. */
export function SubjectContent({ subject, report, isPending, children }: SubjectContentProps): ReactNode {
  return (
    <div
      aria-busy={isPending}
      className={`flex flex-col gap-4 transition-opacity ${isPending ? "opacity-50 delay-150" : ""}`}
    >
      {report.summary.runs === 0 ? (
        <NoRunsInWindow kind={subject.kind} period={report.period} />
      ) : (
        <SummaryCards report={report} runs={subject.runs} />
      )}
      {children}
      <LatestRuns subject={subject} period={report.period} />
    </div>
  );
}
