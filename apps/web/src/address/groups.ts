import type { RunGroup } from "@evalboard/contract";
import { criteria, criterionReaders } from "./criteria.ts";
import { readTags, tagsOf, tagTexts } from "./tags.ts";

/** Most groups that are compared at once: as the server takes them, a test compares. */
export const MOST_GROUPS = 6;

/**
 * The groups of an address, `/compare?group=modelId%3D…%26datasetId%3D…&group=…`: each a text of its own, as a query is written. What
 * makes no sense, or stands there already, is left out; undefined where the address says nothing of groups.
 */
export function readGroupTexts(param: unknown): readonly string[] | undefined {
  if (param === undefined) return undefined;
  const texts: readonly unknown[] = Array.isArray(param) ? param : [param];
  const groups = texts.flatMap((text) => (typeof text === "string" ? [readGroupText(text)] : []));
  const known = groups.flatMap((group) => (group === null ? [] : [groupText(group)]));
  return [...new Set(known)].slice(0, MOST_GROUPS);
}

/** What a group's text says; null where it says of no runs which. */
export function readGroupText(text: string): RunGroup | null {
  const params = new URLSearchParams(text);
  const common = criteria.flatMap((criterion) => {
    const value = criterionReaders[criterion](params.get(criterion) ?? undefined);
    return value === undefined ? [] : [[criterion, value] as const];
  });
  const tags = tagsOf(readTags(params.getAll("tag")));
  const isChosen = tags !== undefined || common.some(([criterion]) => !criterion.startsWith("completed"));
  return isChosen ? { ...Object.fromEntries(common), ...(tags && { tags }) } : null;
}

/** A group as `readGroupText` reads it; of groups that say the same it is the same. */
export function groupText(group: RunGroup): string {
  const params = new URLSearchParams();
  for (const criterion of criteria) {
    const value = group[criterion];
    if (value !== undefined) params.append(criterion, value);
  }
  for (const tag of (tagTexts(group.tags) ?? []).toSorted()) params.append("tag", tag);
  return params.toString();
}
