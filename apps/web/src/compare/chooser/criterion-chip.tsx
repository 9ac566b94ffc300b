import type { ReactNode } from "react";
import { Chip } from "../../ui/chip.tsx";
import type { Criterion } from "../compare-search.ts";
import { useCriterionName } from "./use-criterion-name.ts";

const kinds: Readonly<Record<Criterion, string>> = {
  runId: "Run",
  modelId: "Model",
  datasetId: "Dataset",
  promptId: "Prompt",
  promptVersionId: "Prompt",
  label: "Label",
  completedFrom: "Completed from",
  completedTo: "Completed before",
};

type CriterionChipProps = {
  readonly criterion: Criterion;
  readonly value: string;
  readonly remove: () => void;
};

/** One thing that a group's runs have in common, by name. */
export function CriterionChip({ criterion, value, remove }: CriterionChipProps): ReactNode {
  const name = useCriterionName(criterion, value);
  return <Chip kind={kinds[criterion]} name={name ?? "chosen"} remove={remove} />;
}
