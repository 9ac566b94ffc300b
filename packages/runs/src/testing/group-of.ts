import { idOf } from "@evalboard/db/testing";
import type { RunGroup } from "@evalboard/contract";
import type { AskedGroup } from "./arbitrary-comparison.ts";
import { canonicalId, instantOf, type Merged } from "./board.ts";

/** The group as the contract asks for it; where names are merged, by the ids of what they stand for. */
export function groupOf(
  { run, model, dataset, version, label, tags, from, to }: AskedGroup,
  merged: Merged = {},
): RunGroup {
  return {
    ...(run !== undefined && { runId: idOf("run", run) }),
    ...(model !== undefined && { modelId: canonicalId("model", model, merged) }),
    ...(dataset !== undefined && { datasetId: canonicalId("dataset", dataset, merged) }),
    ...(version !== undefined && { promptVersionId: canonicalId("version", version, merged) }),
    ...(label !== undefined && { label }),
    ...(tags !== undefined && { tags }),
    ...(from !== undefined && { completedFrom: instantOf(from) }),
    ...(to !== undefined && { completedTo: instantOf(to) }),
  };
}
