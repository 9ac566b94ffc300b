import type { Period, StatsReport } from "../contract/index.ts";
import { referenceReport } from "./reference.ts";
import { completedRun } from "./board.ts";

/** A report of so many runs, all just completed. */
export function reportOf(period: Period, now: Date, runs: number): StatsReport {
  const board = Array.from({ length: runs }, () => completedRun({ at: now }));
  return referenceReport(board, { period, now, timeZone: "UTC" });
}
