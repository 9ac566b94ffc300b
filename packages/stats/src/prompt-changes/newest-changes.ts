import { LIST_LIMIT, type StatsReport } from "../contract/index.ts";
import { byText } from "../report/order.ts";
import type { Snapshot } from "../snapshot.ts";
import { compareVersions } from "./compare-versions.ts";
import { judgeChanges } from "./judge-changes.ts";
import { versionsInWindow } from "./version-in-window.ts";
import { type VersionStep, versionSteps } from "./version-steps.ts";

/** Each prompt's newest version in the window against the one before it there; the list is cut after correcting. */
export async function newestChanges({
  em,
  source,
}: Snapshot): Promise<Pick<StatsReport, "promptChanges" | "testedPromptChanges">> {
  const versions = await versionsInWindow(em, await source.newestStrata());
  const prompts = Map.groupBy(versions, ({ promptId }) => promptId);
  const newest = [...prompts.values()].flatMap((own) => versionSteps(own).slice(0, 1)).toSorted(newestFirst);
  const changes = judgeChanges(newest.map(({ newer, older }) => compareVersions(newer, older)));
  return {
    promptChanges: changes.slice(0, LIST_LIMIT),
    testedPromptChanges: changes.filter(({ pValue }) => pValue !== null).length,
  };
}

function newestFirst({ newer: a }: VersionStep, { newer: b }: VersionStep): number {
  return b.createdMs - a.createdMs || byText(a.promptName, b.promptName);
}
