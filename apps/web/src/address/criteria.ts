import type { RunGroup } from "@evalboard/contract";
import { readId, readInstant, readText } from "./params.ts";

/** One thing that the runs of a group have in common, beside tags. */
export type Criterion = Exclude<keyof RunGroup, "tags">;

/** How an address says each. */
export const criterionReaders = {
  runId: readId,
  modelId: readId,
  datasetId: readId,
  promptId: readId,
  promptVersionId: readId,
  label: readText,
  completedFrom: readInstant,
  completedTo: readInstant,
} as const satisfies Record<Criterion, (param: unknown) => string | undefined>;

/** In the order in which they are shown. */
export const criteria = [
  "runId",
  "promptVersionId",
  "promptId",
  "modelId",
  "datasetId",
  "label",
  "completedFrom",
  "completedTo",
] as const satisfies readonly Criterion[];
