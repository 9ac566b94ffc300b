import { addSums, pairedItems, type PairedSums } from "@evalboard/facts";
import type { VersionStep } from "../prompt-versions.ts";
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
  const known = parts.map((part) => {
    const key = [generation.id, stamps.get(part.datasetId), keyOf(part), JSON.stringify(where)].join(" ");
    return { part, key, rows: kept?.changes.get(key) };
  });
  const missing = known.filter(({ rows }) => rows === undefined);
  const rows = sidesOfFacts(
    asked,
    generation,
    missing.map(({ part }) => part),
  );
  const found = missing.length > 0 ? await pairedItems(em, rows, missing.length, generation) : [];
  const foundOf = new Map(missing.map(({ part }, place) => [part, found.slice(place, place + 1)]));
  for (const { part, key } of missing) kept?.changes.set(key, foundOf.get(part) ?? []);
  const ofStep = Map.groupBy(known, ({ part }) => part.step);
  return steps.map((step) =>
    addSums((ofStep.get(step) ?? []).flatMap(({ part, rows: before }) => before ?? foundOf.get(part) ?? [])),
  );
}

function keyOf({ step: { newer, older }, datasetId }: StepOnDataset): string {
  const idsOf = ({ recordedIds }: VersionStep["newer"]) => recordedIds.toSorted().join();
  return [datasetId, idsOf(newer), idsOf(older)].join(" ");
}
