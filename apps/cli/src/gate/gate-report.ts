import type { ComparedItem, Comparison, RunRow } from "@evalboard/contract";

/** What the gate says of a run, and of all of them. */
export type Decision = "passed" | "failed" | "not judged";

/** What `--json` prints of one run. */
export interface GatedRun {
  readonly decision: Decision;
  /** The comparison's verdict, or why there is none. */
  readonly reason: string;
  readonly candidate: RunRow;
  /** With what it was compared; null where nothing was there to compare with. */
  readonly baseline: RunRow | null;
  readonly comparison: Comparison | null;
  /** Items that passed in the baseline and fail now: those that lost most first, at most ten. */
  readonly lost: readonly ComparedItem[];
  /** Items that failed in the baseline and pass now, as far as `lost` leaves room. */
  readonly gained: readonly ComparedItem[];
  /** The comparison's page on the board. */
  readonly url: string | null;
}

/** What `--json` prints. */
export interface GateReport {
  readonly decision: Decision;
  /** What was asked for as the baseline. */
  readonly baseline: string;
  readonly runs: readonly GatedRun[];
}

const order: readonly Decision[] = ["failed", "not judged", "passed"];

/** What wants attention comes first. */
export function byDecision(a: GatedRun, b: GatedRun): number {
  return order.indexOf(a.decision) - order.indexOf(b.decision);
}

/** A failure is certain whatever could not be judged beside it; a gate passes where every run does. */
export function decide(runs: readonly GatedRun[]): Decision {
  return order.find((decision) => runs.some((run) => run.decision === decision)) ?? "passed";
}
