import type { ImportedRun } from "../importer.ts";

/** A warning for each set of runs that nothing tells apart, such as one model at two temperatures. */
export function lookAlikes(runs: readonly ImportedRun[]): string[] {
  const counts = new Map<string, number>();
  for (const { start } of runs) {
    const what = `${start.model.provider}/${start.model.name} with the prompt "${start.prompt.name}"`;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > 1)
    .map(
      ([what, count]) =>
        `${count} runs of ${what} look alike: give their providers labels to tell them apart`,
    );
}
