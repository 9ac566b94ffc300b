import type { RunRow } from "@evalboard/contract";
import { formatDay } from "@evalboard/format";
import { viewerZone } from "../../format/viewer-zone.ts";
import { runName } from "../../runs/run-name.ts";
import { trpc } from "../../trpc.ts";
import type { Criterion } from "../compare-search.ts";

const names: Readonly<Partial<Record<Criterion, (run: RunRow) => string>>> = {
  modelId: ({ model }) => model.name,
  datasetId: ({ dataset }) => dataset.name,
  promptId: ({ prompt }) => prompt.name,
  promptVersionId: ({ prompt }) => `${prompt.name} v${prompt.version}`,
  runId: runName,
};

/** What an id in the address is called, as any run that has it knows; undefined until one has come. */
export function useCriterionName(criterion: Criterion, value: string): string | undefined {
  const nameOf = names[criterion];
  const run = trpc.runs.get.useQuery({ runId: value }, { enabled: criterion === "runId" });
  const list = trpc.runs.list.useQuery(
    { [criterion]: value, limit: 1 },
    { enabled: nameOf !== undefined && criterion !== "runId" },
  );
  if (criterion === "label") return value;
  if (criterion === "completedFrom" || criterion === "completedTo") return formatDay(value, viewerZone());
  const sample = run.data ?? list.data?.runs[0];
  return sample && nameOf?.(sample);
}
