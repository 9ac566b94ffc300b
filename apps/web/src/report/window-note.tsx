import type { ReportHead } from "@evalboard/contract";
import { formatWindow } from "@evalboard/format";
import type { ReactNode } from "react";
import { periodWords } from "./period-words.ts";

type WindowNoteProps = {
  /** Only a summary has changes. */
  readonly report: ReportHead & { readonly summary?: unknown };
};

/** Which days the figures are of, in whose time, and what their changes compare with. */
export function WindowNote({ report }: WindowNoteProps): ReactNode {
  const { before } = periodWords[report.period];
  return (
    <p className="text-sm text-muted">
      {formatWindow(report.window, report.timeZone)} · {report.timeZone}
      {before === null || report.summary === undefined ? "" : ` · changes against ${before}`}
    </p>
  );
}
