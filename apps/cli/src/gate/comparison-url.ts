import type { CompareRuns } from "@evalboard/contract";

/** The address of a comparison's page, as the web app's `compare/compare-search.ts` reads it. */
export function comparisonUrl(serverUrl: string, { baseline, candidate }: CompareRuns): string {
  const url = new URL("/compare", serverUrl);
  for (const [side, group] of Object.entries({ baseline, candidate })) {
    for (const [criterion, value] of Object.entries(group)) {
      if (value !== undefined) url.searchParams.set(`${side}.${criterion}`, value);
    }
  }
  return url.href;
}
