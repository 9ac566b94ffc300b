import type { ReactNode } from "react";
import { isNotThere } from "../app/is-not-there.ts";
import { FreshnessNote } from "../report/freshness-note.tsx";
import { NoSuchSubject } from "./no-such-subject.tsx";
import type { Subject, SubjectKind, SubjectQuery, SubjectReport } from "./subject.ts";
import { SubjectContent } from "./subject-content.tsx";
import { SubjectError } from "./subject-error.tsx";
import { SubjectHeader } from "./subject-header.tsx";
import { SubjectSkeleton } from "./subject-skeleton.tsx";

type SubjectPageProps<Report> = {
  readonly kind: SubjectKind;
  readonly query: SubjectQuery<Report>;
  readonly subjectOf: (report: Report) => Subject;
  /** What the page shows between the summary and the latest runs; the window may have no runs. */
  readonly children: (report: Report) => ReactNode;
};

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
