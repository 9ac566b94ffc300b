import type { ReactNode } from "react";
import { CompareLink } from "../compare/compare-link.tsx";
import { WindowNote } from "../report/window-note.tsx";
import { RunsLink } from "../runs/runs-link.tsx";
import { buttonClass } from "../ui/button.tsx";
import { HeaderFrame } from "./header-frame.tsx";
import type { Subject, SubjectReport } from "./subject.ts";

type SubjectHeaderProps = {
  readonly subject: Subject;
  readonly report: SubjectReport;
  /** How old the report is. */
  readonly children: ReactNode;
};

/** What the page is about, which window of it, and where one can go from here. */
export function SubjectHeader({ subject, report, children }: SubjectHeaderProps): ReactNode {
  const { kind, name, note, runs } = subject;
  const { window } = report;
  return (
    <HeaderFrame
      kind={kind}
      name={
        <>
          {name}
          {note === undefined ? null : <span className="font-normal text-muted"> {note}</span>}
        </>
      }
      windowNote={<WindowNote report={report} />}
      freshnessNote={children}
      links={
        <>
          <RunsLink search={runs} window={window} className={buttonClass}>
            Runs
          </RunsLink>
          <CompareLink
            baseline={{ ...runs, completedFrom: window.from, completedTo: window.to }}
            candidate={null}
            className={buttonClass}
          >
            Compare with…
          </CompareLink>
        </>
      }
    />
  );
}
