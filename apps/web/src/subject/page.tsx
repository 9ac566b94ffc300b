import type { ReactNode } from "react";
import { FreshnessNote } from "../figures/report.tsx";
import { SummaryCards } from "../figures/summary.tsx";
import { isNotThere } from "../kit/errors.ts";
import {
  NoRunsInWindow,
  NoSuchSubject,
  type Subject,
  SubjectError,
  SubjectHeader,
  type SubjectKind,
  type SubjectQuery,
  type SubjectReport,
  SubjectSkeleton,
} from "./frame.tsx";
import { LatestRuns } from "./latest-runs.tsx";

interface SubjectPageProps<Report> {
  readonly kind: SubjectKind;
  readonly query: SubjectQuery<Report>;
  readonly subjectOf: (report: Report) => Subject;
  /** What the page shows between the summary and the latest runs; the window may have no runs. */
  readonly children: (report: Report) => ReactNode;
}

/** The page of a model, a dataset or a prompt, in whichever state it is. */
export function SubjectPage<Report extends SubjectReport>(props: SubjectPageProps<Report>): ReactNode {
  const { kind, query, subjectOf, children } = props;
  const { data: report, error } = query;
  if (report === undefined) {
    if (error === null) return <SubjectSkeleton kind={kind} />;
    if (isNotThere(error)) return <NoSuchSubject kind={kind} />;
    return <SubjectError kind={kind} error={error} retry={() => void query.refetch()} />;
  }
  const subject = subjectOf(report);
  return (
    <>
      <title>{`${subject.name} · EvalBoard`}</title>
      <SubjectHeader subject={subject} report={report}>
        <FreshnessNote
          report={report}
          since={Math.max(query.dataUpdatedAt, query.errorUpdatedAt)}
          isFetching={query.isFetching}
          hasFailed={error !== null}
        />
      </SubjectHeader>
      <SubjectContent subject={subject} report={report} isPending={query.isPlaceholderData}>
        {children(report)}
      </SubjectContent>
    </>
  );
}

interface SubjectContentProps {
  readonly subject: Subject;
  readonly report: SubjectReport;
  /** Another period was asked for and is on the way. */
  readonly isPending: boolean;
  readonly children: ReactNode;
}

/** A subject's figures, dimmed while others are on the way, and its latest runs. */
function SubjectContent({ subject, report, isPending, children }: SubjectContentProps): ReactNode {
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
