import type { ImportedRun } from "@evalboard/importers";

/** Hears how an import goes on. */
export interface Progress {
  fileRead(file: string, runs: readonly ImportedRun[]): void;
  resultsSent(results: number): void;
  fileDone(): void;
}
