import type { PromptChange } from "@evalboard/contract";
import { judgeTogether } from "@evalboard/inference";
import { scoredOfAlike, type SidesAsked } from "./aggregations/version-sides.ts";
import { figuresOfSteps, type StepFigures } from "./aggregations/version-sums.ts";
import { byText } from "./order.ts";
import {
  type NumberedVersion,
  type PromptVersionRow,
  type VersionStep,
  versionSteps,
} from "./prompt-versions.ts";
import type { Snapshot } from "./snapshot.ts";

/**
 * Each prompt's newest version that was run in the window against the one before it that has a scored run, over all runs of
 * both: the window says what is listed, and not what is compared. Those that share no item come last.
 */
export async function changesInWindow(snapshot: Snapshot): Promise<PromptChange[]> {
  const changes = await changesOf(snapshot, await snapshot.source.newestVersions());
  return [...changes.filter(isJudged), ...changes.filter((change) => !isJudged(change))];
}

function isJudged({ verdict }: PromptChange): boolean {
  return verdict !== null;
}

/** What each of these versions changed, judged together; the newest version first. */
export async function changesOf(
  { em, head, source }: Snapshot,
  versions: readonly NumberedVersion[],
): Promise<PromptChange[]> {
  const asked = { em, memory: source.memory, where: head.where, timeZone: head.timeZone };
  const steps = (await versionSteps(em, versions, scoredOfAlike(asked))).toSorted(newestFirst);
  return judgeTogether(await compareVersions(asked, steps));
}

function newestFirst({ newer: a }: VersionStep, { newer: b }: VersionStep): number {
  return b.firstRunMs - a.firstRunMs || byText(a.promptName, b.promptName) || b.number - a.number;
}

/** What a version changed against another, before it is known what else was tested. */
type ComparedVersions = Omit<PromptChange, "adjustedPValue" | "verdict">;

async function compareVersions(
  asked: SidesAsked,
  steps: readonly VersionStep[],
): Promise<ComparedVersions[]> {
  if (steps.length === 0) return [];
  const figures = await figuresOfSteps(asked, steps);
  return steps.flatMap((step, place) => {
    const ofStep = figures[place];
    return ofStep ? [comparedVersions(step, ofStep)] : [];
  });
}

function comparedVersions({ newer, older }: VersionStep, figures: StepFigures): ComparedVersions {
  return {
    promptId: newer.promptId,
    name: newer.promptName,
    newer: { ...calledVersion(newer), ...figures.newer, averageScore: figures.newerMean },
    older: { ...calledVersion(older), ...figures.older, averageScore: figures.olderMean },
    ...figures.measured,
  };
}

function calledVersion({ promptVersionId, number }: PromptVersionRow) {
  return { promptVersionId, number };
}
