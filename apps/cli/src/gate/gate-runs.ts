import type { RunRow } from "@evalboard/contract";
import { baselineFinder } from "./find-baseline.ts";
import { findRuns } from "./find-runs.ts";
import { byDecision, decide, type GatedRun, type GateReport } from "./gate-report.ts";
import type { GateRules } from "./gate-rules.ts";
import { gateRun } from "./gate-run.ts";
import type { GatingClient } from "./gating-client.ts";

/** What to hold against what, and when that fails. */
export interface GateQuestion extends GateRules {
  /** Ids, external ids or labels. */
  readonly run: readonly string[];
  readonly baseline: string;
  readonly allowNew?: boolean;
  readonly url: string;
}

/** Judges every run that the question names, each once. Throws `CannotJudge`, and what the client throws. */
export async function gateRuns(question: GateQuestion, client: GatingClient): Promise<GateReport> {
  const { run: references, baseline, url: serverUrl, allowNew = false } = question;
  const candidates = new Map<string, RunRow>();
  for (const reference of references) {
    for (const run of await findRuns(client.runs, reference)) candidates.set(run.id, run);
  }
  const findBaseline = await baselineFinder(client, baseline, [...candidates.values()]);
  const runs: GatedRun[] = [];
  for (const candidate of candidates.values()) {
    runs.push(await gateRun(candidate, { ...question, client, serverUrl, findBaseline, allowNew }));
  }
  return { decision: decide(runs), baseline, runs: runs.toSorted(byDecision) };
}
