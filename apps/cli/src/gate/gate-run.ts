import type { ComparedItem, CompareRuns, Comparison, RunRow } from "@evalboard/contract";
import { comparisonUrl } from "./comparison-url.ts";
import type { FindBaseline } from "./find-baseline.ts";
import type { GatedRun } from "./gate-report.ts";
import { type GateRules, isFailed } from "./gate-rules.ts";
import { type GatingClient, inTime } from "./gating-client.ts";

/** What judging a run works with. */
export interface GateDeps extends GateRules {
  readonly client: GatingClient;
  readonly serverUrl: string;
  readonly findBaseline: FindBaseline;
  /** Whether a run that has nothing to be compared with passes. */
  readonly allowNew: boolean;
}

/** Most items that flipped in a report. */
const FLIPPED_SHOWN = 10;

/** Compares a run with its baseline, on the server, and says what that means to the gate. */
export async function gateRun(candidate: RunRow, deps: GateDeps): Promise<GatedRun> {
  const alone = { candidate, baseline: null, comparison: null, lost: [], gained: [], url: null };
  if (candidate.status !== "completed") {
    const why = candidate.status === "failed" ? `it failed: ${candidate.error}` : "it is still running";
    return { decision: "not judged", reason: why, ...alone };
  }
  const baseline = await deps.findBaseline(candidate);
  if (baseline === null) {
    const reason = "no run of the baseline has its model, dataset and prompt";
    if (deps.allowNew) return { decision: "passed", reason, ...alone };
    return { decision: "not judged", reason: `${reason}; --allow-new passes it`, ...alone };
  }
  if (baseline.dataset.id !== candidate.dataset.id) {
    const reason = `the baseline is of another dataset, ${baseline.dataset.name}`;
    return { decision: "not judged", reason, ...alone, baseline };
  }
  const pair = { baseline: { runId: baseline.id }, candidate: { runId: candidate.id } };
  const comparison = await deps.client.runs.compare.query(pair, inTime());
  const decision = isFailed(comparison, deps) ? "failed" : "passed";
  const isAllowed = decision === "passed" && deps.failIf.has(comparison.verdict);
  const reason = isAllowed ? `${comparison.verdict}, by no more than ${deps.allowDrop}` : comparison.verdict;
  const url = comparisonUrl(deps.serverUrl, pair);
  const flipped = await flippedItems(deps.client, pair, comparison);
  return { decision, reason, candidate, baseline, comparison, ...flipped, url };
}

/** Those that were lost come first: they are what to look at. */
async function flippedItems(
  { runs }: GatingClient,
  pair: CompareRuns,
  { passes }: Comparison,
): Promise<{ lost: ComparedItem[]; gained: ComparedItem[] }> {
  const page = async (change: "lost" | "gained", there: number, limit: number) => {
    if (there === 0 || limit === 0) return [];
    return (await runs.comparedItems.query({ ...pair, change, limit }, inTime())).items;
  };
  const lost = await page("lost", passes?.lost ?? 0, FLIPPED_SHOWN);
  return { lost, gained: await page("gained", passes?.gained ?? 0, FLIPPED_SHOWN - lost.length) };
}
