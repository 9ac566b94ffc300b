import { addSums, pairedItems, type PairedSums } from "@evalboard/facts";
import type { VersionStep } from "../prompt-versions.ts";
import { keptOrRead } from "./kept-figures.ts";
import {
  memoryOf,
  type SidesAsked,
  sidesOfFacts,
  sidesOfRuns,
  type StepOnDataset,
  stepsOnDatasets,
} from "./version-sides.ts";

/** What the two versions of each step come to, by its place. */
export async function sumsOfSteps(asked: SidesAsked, steps: readonly VersionStep[]): Promise<PairedSums[]> {
  const { em, memory, where } = asked;
  const ofFacts = memoryOf(asked);
  if (!ofFacts) {
    return pairedItems(em, sidesOfRuns(asked, steps), steps.length, memory && memory.generation);
  }
  const { generation, kept } = ofFacts;
  // Items are each of one dataset, and so is what runs vary by: a step is the sum of what it did on each of them.
  const parts = await stepsOnDatasets(asked, generation, steps);
  const stamps = await ofFacts.stamps();
  const keys = parts.map((part): [StepOnDataset, string] => {
    const key = [generation.id, stamps.get(part.datasetId), keyOf(part), JSON.stringify(where)].join(" ");
    return [part, key];
  });
  const sums = await keptOrRead(kept?.changes, new Map(keys), async (missing) => {
    const rows = sidesOfFacts(asked, generation, missing);
    const found = await pairedItems(em, rows, missing.length, generation);
    return new Map(missing.map((part, place) => [part, found.slice(place, place + 1)]));
  });
  const ofStep = Map.groupBy(parts, ({ step }) => step);
  return steps.map((step) => addSums((ofStep.get(step) ?? []).flatMap((part) => sums.get(part) ?? [])));
}

function keyOf({ step: { newer, older }, datasetId }: StepOnDataset): string {
  const idsOf = ({ recordedIds }: VersionStep["newer"]) => recordedIds.toSorted().join();
  return [datasetId, idsOf(newer), idsOf(older)].join(" ");
}
