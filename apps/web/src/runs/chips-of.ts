import type { RunRow } from "@evalboard/contract";
import { formatSpan } from "../format/spans.ts";
import type { RunsSearch } from "./runs-search.ts";

/** A filter without a field of its own in the bar. `without` is the change of the address that removes it. */
export type FilterChip = { readonly kind: string; readonly name: string; readonly without: RunsSearch };

/** The filters that the address sets, in words. `sample` is one of the runs that are shown: it knows the names behind the ids. */
export function chipsOf(search: RunsSearch, sample: RunRow | undefined): FilterChip[] {
  const { modelId, datasetId, promptId, promptVersionId, label, completedFrom, completedTo } = search;
  const chips: FilterChip[] = [];
  const add = (kind: string, name: string | undefined, without: RunsSearch): void => {
    chips.push({ kind, name: name ?? "chosen", without });
  };
  const prompt = sample?.prompt;
  if (modelId !== undefined) add("Model", sample?.model.name, { modelId: undefined });
  if (datasetId !== undefined) add("Dataset", sample?.dataset.name, { datasetId: undefined });
  if (promptId !== undefined) add("Prompt", prompt?.name, { promptId: undefined });
  if (promptVersionId !== undefined) {
    add("Prompt", prompt && `${prompt.name} v${prompt.version}`, { promptVersionId: undefined });
  }
  if (label !== undefined) add("Label", label, { label: undefined });
  if (completedFrom !== undefined || completedTo !== undefined) {
    const span = formatSpan(completedFrom, completedTo);
    add("Completed", span, { completedFrom: undefined, completedTo: undefined });
  }
  return chips;
}
