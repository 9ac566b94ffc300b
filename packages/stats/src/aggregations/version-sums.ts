import { hash } from "node:crypto";
import { addSums, pairedItems, type PairedSums } from "@evalboard/facts";
import { measureChange, type MeasuredChange } from "@evalboard/inference";
import { byText } from "../order.ts";
import type { VersionStep } from "../prompt-versions.ts";
import { keptOfDatasets, keptOrRead, type Memory } from "./kept-figures.ts";
import {
  memoryOf,
  type SidesAsked,
  sidesOfFacts,
  sidesOfRuns,
  type StepOnDataset,
  stepsOnDatasets,
} from "./version-sides.ts";

/** Scored runs of a side, and those of them that are compared. */
interface SideRuns {
  readonly runs: number;
  readonly comparedRuns: number;
}

/** What a step changed, and which runs say so. */
export interface StepFigures extends MeasuredChange {
  readonly newer: SideRuns;
  readonly older: SideRuns;
}

/** What each step changed, by its place. */
export async function figuresOfSteps(
  asked: SidesAsked,
  steps: readonly VersionStep[],
): Promise<StepFigures[]> {
  const { em, memory } = asked;
  const ofFacts = memoryOf(asked);
  if (!ofFacts) {
    const sides = sidesOfRuns(asked, steps);
    return (await pairedItems(em, sides, steps.length, memory && memory.generation)).map(figuresOf);
  }
  const { generation, kept } = ofFacts;
  // Items are each of one dataset, and so is what runs vary by: a step is the sum of what it did on each of them.
  const parts = await partsOf(asked, ofFacts, steps);
  const partsOfStep = (step: VersionStep) => parts.get(step) ?? [];
  const keyOfStep = (step: VersionStep) => {
    const keysOfParts = partsOfStep(step).map(({ key }) => key);
    return hash("sha1", keysOfParts.join("\n"));
  };
  const keysOfSteps = steps.map((step) => [step, keyOfStep(step)] as const);
  const figures = await keptOrRead(kept?.steps, new Map(keysOfSteps), async (changed) => {
    const keysOfParts = changed.flatMap(partsOfStep).map(({ part, key }) => [part, key] as const);
    const sums = await keptOrRead(kept?.changes, new Map(keysOfParts), async (missing) => {
      const rows = sidesOfFacts(asked, generation, missing);
      const found = await pairedItems(em, rows, missing.length, generation);
      return new Map(missing.map((part, place) => [part, found.slice(place, place + 1)]));
    });
    const sumsOf = (step: VersionStep) =>
      addSums(partsOfStep(step).flatMap(({ part }) => sums.get(part) ?? []));
    return new Map(changed.map((step) => [step, [figuresOf(sumsOf(step))]]));
  });
  return steps.flatMap((step) => figures.get(step) ?? []);
}

/** A step on a dataset, and the key of what it comes to. */
interface Part {
  readonly part: StepOnDataset;
  readonly key: string;
}

/** What each step is the sum of, in the order of the datasets' ids: sums of floats go by it. */
async function partsOf(
  asked: SidesAsked,
  memory: Memory,
  steps: readonly VersionStep[],
): Promise<ReadonlyMap<VersionStep, readonly Part[]>> {
  const { generation, kept } = memory;
  const versions = steps.map((step) => [step, versionsOf(step)] as const);
  const known = [...(await memory.stamps())].map(([datasetId, stamp]) => {
    return [datasetId, [generation.id, datasetId, stamp, JSON.stringify(asked.where)].join(" ")] as const;
  });
  const ofSteps = hash("sha1", versions.map(([, ids]) => ids).join());
  const rows = await keptOfDatasets(
    kept?.stepsOnDatasets,
    new Map(known.map(([datasetId, key]) => [datasetId, `${key} ${ofSteps}`])),
    (datasetIds) => stepsOnDatasets(asked, generation, steps, datasetIds),
  );
  const keyOf = new Map(known);
  const byPlace = Map.groupBy(rows, ({ change }) => change);
  return new Map(
    versions.map(([step, ids], place) => {
      const datasetIds = (byPlace.get(place) ?? []).map(({ datasetId }) => datasetId).toSorted(byText);
      const parts = datasetIds.map((datasetId) => {
        return { part: { step, datasetId }, key: `${keyOf.get(datasetId)} ${ids}` };
      });
      return [step, parts];
    }),
  );
}

/** The versions of either side as runs were recorded with them. */
function versionsOf({ newer, older }: VersionStep): string {
  return [newer, older].map(({ recordedIds }) => recordedIds.toSorted().join()).join(" ");
}

function figuresOf(sums: PairedSums): StepFigures {
  const comparedRuns = (side: "newer" | "older") =>
    sums.strata.reduce((runs, stratum) => runs + stratum[side].n, 0);
  return {
    ...measureChange(sums),
    newer: { runs: sums.newerRuns, comparedRuns: comparedRuns("newer") },
    older: { runs: sums.olderRuns, comparedRuns: comparedRuns("older") },
  };
}
