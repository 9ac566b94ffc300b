import type { SubjectReport } from "./subject.ts";

/** What each of a subject's charts is given. */
export type ChartProps = {
  readonly report: SubjectReport;
  /** Goes to the runs of a bucket, which is given by its index. */
  readonly open: (index: number) => void;
};
