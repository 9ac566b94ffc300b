import type { Period, StatsReport } from "@evalboard/contract";
import { completedRun } from "./board.ts";
import { referenceReport } from "./reference.ts";

/** A report of so many runs, all just completed. */
export function reportOf(period: Period, now: Date, runs: number): StatsReport {
  const board = Array.from({ length: runs }, () => completedRun({ at: now }));
  return referenceReport({ board, request: { period, now, timeZone: "UTC" } });
}
