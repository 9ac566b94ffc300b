import type { ComparedItem } from "@evalboard/contract";
import type { OpenItem } from "../compare-search.ts";

/** Where the item's two answers are. */
export function openItemOf({ baseline, candidate }: ComparedItem): OpenItem {
  return {
    baseline: { runId: baseline.runId, position: baseline.position },
    candidate: { runId: candidate.runId, position: candidate.position },
  };
}

/** Whether an item is the open one. */
export function isOpenItem({ baseline, candidate }: ComparedItem, open: OpenItem): boolean {
  return (
    baseline.runId === open.baseline.runId &&
    baseline.position === open.baseline.position &&
    candidate.runId === open.candidate.runId &&
    candidate.position === open.candidate.position
  );
}
