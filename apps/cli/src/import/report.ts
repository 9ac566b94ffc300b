import type { ImportedRun } from "@evalboard/importers";

/** What became of one run; what `--json` prints of it. */
export interface RunReport {
  readonly status: "imported" | "already there" | "failed";
  readonly externalId: string;
  readonly model: ImportedRun["start"]["model"];
  readonly dataset: string;
  readonly prompt: string;
  readonly results: number;
  /** As it was sent; a run that was there already keeps the one that it had. */
  readonly label: string | null;
  /** Null where the run failed. */
  readonly runId: string | null;
  /** The run's page; null where the run failed. */
  readonly url: string | null;
  readonly error: string | null;
}

/** What became of one file; what `--json` prints of it. */
export interface FileReport {
  /** As the caller gave it. */
  readonly file: string;
  /** The tool that wrote it; null where the file could not be read. */
  readonly format: string | null;
  readonly runs: readonly RunReport[];
  readonly warnings: readonly string[];
  /** Why none of the file went in; null where each run says for itself. */
  readonly error: string | null;
  /** Whether the server was lost: the same import may do better later. */
  readonly serverAway: boolean;
}

/** Whether all of a file is on the server. */
export function isIn({ error, runs }: FileReport): boolean {
  return error === null && runs.every(({ status }) => status !== "failed");
}
