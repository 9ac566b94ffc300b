import type { RunStatus } from "@evalboard/contract";

/** How the page speaks of a run's status. */
export const statusWords: Readonly<Record<RunStatus, string>> = {
  completed: "Completed",
  running: "Running",
  failed: "Broke off",
};
