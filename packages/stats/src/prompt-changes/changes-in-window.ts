import type { PromptChange } from "@evalboard/contract";
import { byText } from "../report/order.ts";
import type { Snapshot } from "../snapshot.ts";
import { compareVersions } from "./compare-versions.ts";
import { judgeChanges } from "./judge-changes.ts";
import { versionsInWindow } from "./version-in-window.ts";
import { type VersionStep, versionSteps } from "./version-steps.ts";

/** Each prompt's newest version in the window against the one before it there, of all prompts; the newest version first. */
export async function changesInWindow({ em, source }: Snapshot): Promise<PromptChange[]> {
  const versions = await versionsInWindow(em, await source.newestStrata());
  const prompts = Map.groupBy(versions, ({ promptId }) => promptId);
  const newest = [...prompts.values()].flatMap((own) => versionSteps(own).slice(0, 1)).toSorted(newestFirst);
  return judgeChanges(newest.map(({ newer, older }) => compareVersions(newer, older)));
}

function newestFirst({ newer: a }: VersionStep, { newer: b }: VersionStep): number {
  return b.createdMs - a.createdMs || byText(a.promptName, b.promptName);
}
