import type { ReportHead } from "@evalboard/contract";
import type { ReportRequest } from "../snapshot.ts";
import type { BoardRun } from "./board.ts";
import { referenceFigures } from "./reference-figures.ts";
import { oracleWindow } from "./window-oracle.ts";

/** What was asked of a board, and its completed runs in the window, in the one before and in each bucket. */
export interface ReferenceWindow {
  readonly head: ReportHead;
  readonly runs: readonly BoardRun[];
  readonly before: readonly BoardRun[] | null;
  readonly buckets: readonly { from: string; to: string; runs: readonly BoardRun[] }[];
}

/** The window that a request means, looked up in the slow oracle. */
export function referenceWindow(board: readonly BoardRun[], request: ReportRequest): ReferenceWindow {
  const { period, now, timeZone } = request;
  const completed = board.filter((run) => run.status === "completed");
  const first = completed.map((run) => run.at).toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
  const { unit, edges } = oracleWindow(period, now, timeZone, first);
  const from = edges[0]!;
  const to = edges.at(-1)!;
  return {
    head: {
      period,
      window: { from: from.toISOString(), to: to.toISOString(), unit },
      timeZone,
      generatedAt: now.toISOString(),
      freshForMs: 60_000,
      stale: false,
      firstCompletedAt: first?.toISOString() ?? null,
    },
    runs: between(completed, from, to),
    before: period === "all" ? null : between(completed, startBefore(period, from, timeZone), from),
    buckets: edges.slice(1).map((end, index) => ({
      from: edges[index]!.toISOString(),
      to: end.toISOString(),
      runs: between(completed, edges[index]!, end),
    })),
  };
}

/** The figures of those runs that `holds` lets through, in the window and before it. */
export function referenceSummary(
  { runs, before }: ReferenceWindow,
  holds: (run: BoardRun) => boolean = () => true,
) {
  return {
    ...referenceFigures(runs.filter(holds)),
    previous: before && referenceFigures(before.filter(holds)),
  };
}

function between(runs: readonly BoardRun[], from: Date, to: Date): BoardRun[] {
  return runs.filter((run) => run.at >= from && run.at < to);
}

/** The window before is the one that was asked for just before this one began. */
function startBefore(period: "24h" | "7d" | "30d" | "90d", from: Date, timeZone: string): Date {
  if (period === "24h") return new Date(from.getTime() - 24 * 3_600_000);
  return oracleWindow(period, new Date(from.getTime() - 1), timeZone, null).edges[0]!;
}
