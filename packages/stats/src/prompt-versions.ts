import { type PromptChange, type PromptVersionReport, SUBJECT_LIMIT } from "@evalboard/contract";
import { PromptVersion } from "@evalboard/db";
import { noRuns, type SummaryRow } from "./aggregations/columns.ts";
import type { Subject } from "./aggregations/rows.ts";
import { summaryFigures } from "./figures.ts";
import { compareVersions, judgeChanges, versionsInWindow, versionSteps } from "./prompt-changes.ts";
import type { Snapshot } from "./snapshot.ts";

/** The newest versions of a prompt, run in the window or not, the newest first. */
export async function promptVersionReports(
  snapshot: Snapshot,
  prompt: Subject,
): Promise<PromptVersionReport[]> {
  const { em, source } = snapshot;
  const newest = { orderBy: { number: "desc" }, limit: SUBJECT_LIMIT } as const;
  const versions = await em.find(PromptVersion, { prompt: prompt.id }, newest);
  const listed = new Set(versions.map(({ id }) => id));
  const rows = new Map((await source.promptVersions(prompt)).map((row) => [row.id, row]));
  const changes = await changesOf(snapshot, prompt, listed);
  return versions.map((version) =>
    versionReport(version, rows.get(version.id) ?? noRuns, changes.get(version.id) ?? null),
  );
}

function versionReport(
  { id, number, text, createdAt }: PromptVersion,
  row: SummaryRow,
  change: PromptChange | null,
): PromptVersionReport {
  const figures = summaryFigures(row);
  return { promptVersionId: id, number, ...figures, text, createdAt: createdAt.toISOString(), change };
}

/** What each of the listed versions changed, by its id. */
async function changesOf(
  { em, source }: Snapshot,
  prompt: Subject,
  listed: ReadonlySet<string>,
): Promise<ReadonlyMap<string, PromptChange>> {
  const versions = await versionsInWindow(em, await source.strata(prompt));
  const steps = versionSteps(versions).filter(({ newer }) => listed.has(newer.promptVersionId));
  const changes = judgeChanges(steps.map(({ newer, older }) => compareVersions(newer, older)));
  return new Map(changes.map((change) => [change.newer.promptVersionId, change]));
}
