import { idOf } from "@evalboard/db/testing";
import type { RunGroup } from "@evalboard/contract";
import type { AskedGroup } from "./arbitrary-comparison.ts";
import { instantOf } from "./board.ts";

/** The group as the contract asks for it. */
export function groupOf({ run, model, dataset, version, label, from, to }: AskedGroup): RunGroup {
  return {
    ...(run !== undefined && { runId: idOf("run", run) }),
    ...(model !== undefined && { modelId: idOf("model", model) }),
    ...(dataset !== undefined && { datasetId: idOf("dataset", dataset) }),
    ...(version !== undefined && { promptVersionId: idOf("promptVersion", version) }),
    ...(label !== undefined && { label }),
    ...(from !== undefined && { completedFrom: instantOf(from) }),
    ...(to !== undefined && { completedTo: instantOf(to) }),
  };
}
