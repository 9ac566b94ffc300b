import type { SubjectReport } from "@evalboard/contract";
import type { ReactNode } from "react";
import { ReportContent, type ReportQuery } from "../figures/report-frame.tsx";
import { SummaryCards } from "../figures/summary.tsx";
import { isNotThere } from "../kit/errors.ts";
import { CanonicalAddress } from "./address.tsx";
import {
  kindWords,
  NoRunsInWindow,
  NoSuchSubject,
  type Subject,
  SubjectHeader,
  type SubjectKind,
  SubjectOutline,
} from "./frame.tsx";
import { LatestRuns } from "./latest-runs.tsx";

interface SubjectPageProps<Report> {
  readonly kind: SubjectKind;
  /** As the address has it. */
  readonly id: string;
  readonly query: ReportQuery<Report>;
  readonly subjectOf: (report: Report) => Subject;
  /** What the page shows between the summary and the latest runs; the window may have no runs. */
  readonly children: (report: Report) => ReactNode;
}

/** The page of a model, a dataset or a prompt, in whichever state it is. */
export function SubjectPage<Report extends SubjectReport>(props: SubjectPageProps<Report>): ReactNode {
  const { kind, id, query, subjectOf, children } = props;
  const { data, error } = query;
  if (data === undefined && isNotThere(error)) return <NoSuchSubject kind={kind} />;
  const subject = data && subjectOf(data);
  return (
    <>
      <title>{`${subject?.name ?? kindWords[kind]} · EvalBoard`}</title>
      {subject === undefined || subject.id === id ? null : <CanonicalAddress kind={kind} id={subject.id} />}
      <SubjectHeader kind={kind} query={query} subject={subject} />
      <ReportContent query={query} what={kind} outline={<SubjectOutline />}>
        {(report) => (
          <>
            {report.summary.runs === 0 ? (
              <NoRunsInWindow kind={kind} period={report.period} />
            ) : (
              <SummaryCards report={report} runs={subjectOf(report).runs} />
            )}
            {children(report)}
            <LatestRuns subject={subjectOf(report)} period={report.period} />
          </>
        )}
      </ReportContent>
    </>
  );
}
