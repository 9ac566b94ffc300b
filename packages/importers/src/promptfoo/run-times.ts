import type { ResultsFile } from "./results-file.ts";

/**
 * When the evaluation began and ended; no row has a time of its own, so all runs of a file share these.
 * The end is the begin and the measured duration, not `exportedAt`: a file can be exported again months later.
 */
export function runTimes({ metadata, results }: ResultsFile): { startedAt: string; completedAt: string } {
  const started = Date.parse(metadata?.evaluationCreatedAt ?? results.timestamp);
  const exported = metadata?.exportedAt ? Date.parse(metadata.exportedAt) : null;
  const durationMs = results.stats?.durationMs ?? null;
  const ends = [exported, durationMs === null ? null : started + durationMs].filter((end) => end !== null);
  const completed = ends.length > 0 ? Math.max(started, Math.min(...ends)) : started;
  return { startedAt: new Date(started).toISOString(), completedAt: new Date(completed).toISOString() };
}
