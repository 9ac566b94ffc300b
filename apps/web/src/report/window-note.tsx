import type { ReportHead } from "@evalboard/stats/contract";
import type { ReactNode } from "react";
import { formatWindow } from "../format/times.ts";
import { periodWords } from "./period-words.ts";

/** Which days the figures are of, in whose time, and what their changes compare with. */
export function WindowNote({ report }: { readonly report: ReportHead }): ReactNode {
  const { before } = periodWords[report.period];
  return (
    <p className="text-sm text-muted">
      {formatWindow(report.window, report.timeZone)} · {report.timeZone}
      {before === null ? "" : ` · changes against ${before}`}
    </p>
  );
}
