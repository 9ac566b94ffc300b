import type { Deed } from "@evalboard/access";
import { type PrunedRuns, PruneRuns, type RetentionRule } from "@evalboard/contract";
import type { Duties } from "@evalboard/db";
import type { RunStore } from "@evalboard/runs";
import { startRepeating } from "./repeating.ts";

export interface RetentionOptions {
  /** By what is removed, as it is set now. */
  readonly rules: () => Promise<readonly RetentionRule[]>;
  readonly runs: Pick<RunStore, "prune">;
  /** Removes those of whole quarters, once for each, and gives their room back. */
  readonly pruneQuarters: (
    completedBefore: Date,
    signal: AbortSignal,
  ) => Promise<Pick<PrunedRuns, "runs" | "results">>;
  /** Puts what was removed into the audit log. */
  readonly note: (deed: Deed) => Promise<void>;
  /** Hears of what failed; the next day it is tried again. */
  readonly onError: (error: unknown) => void;
  readonly now?: () => Date;
  /** How long after one look the next one is, and before the first, ms. */
  readonly everyMs?: number;
  readonly firstMs?: number;
}

const DAY_MS = 86_400_000;

/** A server that has just started has other things to do. */
const FIRST_MS = 300_000;

/** Removes the texts of old runs once a day, as the rules say. Where nobody has set a rule nothing is removed. */
export function startRetention(options: RetentionOptions & { readonly duties: Duties }): {
  close(): Promise<void>;
} {
  const { onError, everyMs = DAY_MS, firstMs = FIRST_MS } = options;
  const look = (signal: AbortSignal) =>
    options.duties.attempt("retention", () => removeOld(options, signal)).catch(onError);
  return startRepeating(look, { firstMs, everyMs });
}

/** One look: rule by rule, a few runs at a time, until none is left or the server stops. */
export async function removeOld(options: RetentionOptions, signal: AbortSignal): Promise<void> {
  for (const rule of await options.rules()) {
    // A dataset that is gone keeps no other from its rule.
    await removeByRule(rule, options, signal).catch(options.onError);
  }
}

async function removeByRule(
  { dataset, olderThanDays }: RetentionRule,
  { runs, pruneQuarters, note, onError, now = () => new Date() }: RetentionOptions,
  signal: AbortSignal,
): Promise<void> {
  const completedBefore = new Date(now().getTime() - olderThanDays * DAY_MS).toISOString();
  const which = PruneRuns.parse({ completedBefore, ...(dataset !== null && { dataset }) });
  const removed = { runs: 0, results: 0 };
  if (dataset === null && !signal.aborted) {
    // What is not done so is done a few runs at a time.
    const done = await pruneQuarters(new Date(completedBefore), signal).catch(onError);
    removed.runs += done?.runs ?? 0;
    removed.results += done?.results ?? 0;
  }
  for (let isLeft = true; isLeft && !signal.aborted;) {
    const done = await runs.prune(which);
    removed.runs += done.runs;
    removed.results += done.results;
    isLeft = done.remainingRuns > 0 && done.runs > 0;
  }
  if (removed.runs === 0) return;
  const detail = { runs: String(removed.runs), results: String(removed.results) };
  await note({ action: "runs.pruned", subject: dataset, detail });
}
