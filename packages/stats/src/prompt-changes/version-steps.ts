import type { VersionInWindow } from "./version-in-window.ts";

/** A version, and the one before it that was run in the window too. */
export interface VersionStep {
  readonly newer: VersionInWindow;
  readonly older: VersionInWindow;
}

/** From each of one prompt's versions to the next lower number among them, the newest first. */
export function versionSteps(versions: readonly VersionInWindow[]): VersionStep[] {
  const newestFirst = versions.toSorted((a, b) => b.number - a.number);
  return newestFirst.flatMap((newer, index) => {
    const older = newestFirst[index + 1];
    return older ? [{ newer, older }] : [];
  });
}
