import type { ComparedItem, CompareRuns, Comparison, RunRow } from "@evalboard/contract";
import { baselineFinder, type FindBaseline } from "./find-baseline.ts";
import { type Chosen, findRuns, type GatingClient, inTime } from "./find-runs.ts";
import { type Compared, judgePairs } from "./judge.ts";
import { type Tags, wordTags } from "../tags.ts";
import {
  checkMetricNames,
  type Condition,
  findAll,
  type GateRules,
  type Judged,
  wordNewlyFailing,
  wordPassRate,
} from "./rules.ts";

/** What to hold against what, and when that fails. */
export interface GateQuestion extends GateRules {
  /** Ids, external ids or labels; none where `runTag` alone says which. */
  readonly run: readonly string[];
  /** One of the same; null where `baselineTag` says which, or where no condition needs a baseline. */
  readonly baseline: string | null;
  /** Which of the runs that these names mean, by their tags: on both sides, or on one. */
  readonly tag?: Tags;
  readonly runTag?: Tags;
  readonly baselineTag?: Tags;
  readonly allowNew?: boolean;
  readonly url: string;
}

/** Judges every run that the question names, each once. Throws `CommandFault`, and what the client throws. */
export async function gateRuns(question: GateQuestion, client: GatingClient): Promise<GateReport> {
  const { run: references, tag, runTag, baselineTag, url: serverUrl, allowNew = false } = question;
  const found = await findRuns(client.runs, { references, tags: { ...tag, ...runTag } });
  const baseline: Chosen = {
    references: question.baseline === null ? [] : [question.baseline],
    tags: { ...tag, ...baselineTag },
  };
  const findBaseline = needsBaseline(question.failIf)
    ? await baselineFinder(client, baseline, found.runs)
    : null;
  const deps: GateDeps = { ...question, client, serverUrl, findBaseline, allowNew };
  const compared: (Compared | GatedRun)[] = [];
  for (const candidate of found.runs) compared.push(await compareRun(candidate, deps));
  const pairs = await judgePairs(
    compared.flatMap((one) => ("decision" in one ? [] : [one])),
    question.failIf,
    client,
  );
  checkMetricNames(
    question,
    pairs.flatMap(({ candidate, baseline: one }) => [candidate, one]),
  );
  const runs = compared.filter((one) => "decision" in one);
  for (const pair of pairs) runs.push(await gatePair(pair, deps));
  const against = [...baseline.references, ...wordTags(baseline.tags)];
  return {
    decision: decide(runs),
    baseline: findBaseline && against.join(", "),
    runs: runs.toSorted(byDecision),
    notes: found.notes,
  };
}

/** Whether a condition is of a run against another: `pass-rate-below` is of one run alone. */
export function needsBaseline(failIf: readonly Condition[]): boolean {
  return failIf.some((condition) => "ofPair" in condition);
}

/** What judging a run works with. */
interface GateDeps extends GateRules {
  readonly client: GatingClient;
  readonly serverUrl: string;
  /** Null where there is nothing to compare with, and no need to. */
  readonly findBaseline: FindBaseline | null;
  /** Whether a run that has nothing to be compared with passes. */
  readonly allowNew: boolean;
}

/** Most items that flipped in a report. */
const FLIPPED_SHOWN = 10;

/** Compares a run with its baseline, on the server; where there is nothing to compare, says what that means to the gate. */
async function compareRun(candidate: RunRow, deps: GateDeps): Promise<Compared | GatedRun> {
  const alone = { candidate, baseline: null, comparison: null, lost: [], gained: [], url: null };
  if (candidate.status !== "completed") {
    const why = candidate.status === "failed" ? `it failed: ${candidate.error}` : "it is still running";
    return { decision: "not judged", reason: why, ...alone };
  }
  if (!deps.findBaseline) {
    return { ...decideRun(candidate, null, deps, `pass rate ${wordPassRate(candidate)}`), ...alone };
  }
  const baseline = await deps.findBaseline(candidate);
  if (baseline === null) {
    const why = "no run of the baseline has its model, dataset and prompt";
    const judged = decideRun(candidate, null, deps, why);
    if (judged.decision !== "passed" || deps.allowNew) return { ...judged, ...alone };
    return { decision: "not judged", reason: `${why}; --allow-new passes it`, ...alone };
  }
  if (baseline.dataset.id !== candidate.dataset.id) {
    const reason = `the baseline is of another dataset, ${baseline.dataset.name}`;
    return { decision: "not judged", reason, ...alone, baseline };
  }
  const comparison = await deps.client.runs.compare.query(pairOf({ baseline, candidate }), inTime());
  return { candidate, baseline, comparison };
}

/** Says what a comparison means to the gate, and shows what flipped. */
async function gatePair(judged: Judged, deps: GateDeps): Promise<GatedRun> {
  const { candidate, baseline, comparison } = judged;
  const pair = pairOf(judged);
  const decision = decideRun(candidate, judged, deps, wordPassed(comparison, deps));
  const flipped = await flippedItems(deps.client, pair, comparison);
  return {
    ...decision,
    candidate,
    baseline,
    comparison,
    ...flipped,
    url: comparisonUrl(deps.serverUrl, pair),
  };
}

const pairOf = ({ baseline, candidate }: Pick<Judged, "baseline" | "candidate">) => ({
  baseline: { runId: baseline.id },
  candidate: { runId: candidate.id },
});

/** What fails is certain, whatever else nobody can tell. */
function decideRun(
  candidate: RunRow,
  pair: Omit<Judged, "candidate"> | null,
  rules: GateRules,
  passed: string,
): Pick<GatedRun, "decision" | "reason"> {
  const { failed, unknown } = findAll(rules, candidate, pair);
  if (failed.length > 0) return { decision: "failed", reason: failed.join("; ") };
  if (unknown.length > 0) return { decision: "not judged", reason: unknown.join("; ") };
  return { decision: "passed", reason: passed };
}

/** The verdict, and what passes though somebody would want to know: a drop that is allowed, items that newly fail. */
function wordPassed({ change: { verdict, passes } }: Comparison, { allowDrop }: GateRules): string {
  const allowed =
    verdict === "worse" && allowDrop > 0
      ? `worse, by no more than ${allowDrop}`
      : (verdict ?? "nothing to compare");
  return passes && passes.lost > 0 ? `${allowed}; ${wordNewlyFailing(passes.lost)}` : allowed;
}

/** Those that were lost come first: they are what to look at. */
async function flippedItems(
  { runs }: GatingClient,
  pair: CompareRuns,
  { change: { passes } }: Comparison,
): Promise<{ lost: ComparedItem[]; gained: ComparedItem[] }> {
  const page = async (change: "lost" | "gained", there: number, limit: number) => {
    if (there === 0 || limit === 0) return [];
    return (await runs.comparedItems.query({ ...pair, change, limit }, inTime())).items;
  };
  const lost = await page("lost", passes?.lost ?? 0, FLIPPED_SHOWN);
  return { lost, gained: await page("gained", passes?.gained ?? 0, FLIPPED_SHOWN - lost.length) };
}

/** The address of a comparison's page, as the web app's `address/compare.ts` reads it. */
function comparisonUrl(
  serverUrl: string,
  { baseline, candidate }: { readonly baseline: { runId: string }; readonly candidate: { runId: string } },
): string {
  const url = new URL("/compare", serverUrl);
  url.searchParams.set("baseline.runId", baseline.runId);
  url.searchParams.set("candidate.runId", candidate.runId);
  return url.href;
}

/** What the gate says of a run, and of all of them. */
type Decision = "passed" | "failed" | "not judged";

/** What `--json` prints of one run. */
export interface GatedRun {
  readonly decision: Decision;
  /** What failed, the verdict, or why there is none. */
  readonly reason: string;
  readonly candidate: RunRow;
  /** With what it was compared; null where nothing was there to compare with. */
  readonly baseline: RunRow | null;
  /** Its change with the verdict that is corrected for all runs of the gate. */
  readonly comparison: Comparison | null;
  /** Items that passed in the baseline and fail now: those that lost most first, at most ten. */
  readonly lost: readonly ComparedItem[];
  /** Items that failed in the baseline and pass now, as far as `lost` leaves room. */
  readonly gained: readonly ComparedItem[];
  /** The comparison's page on the board. */
  readonly url: string | null;
}

/** What `--json` prints. */
export interface GateReport {
  readonly decision: Decision;
  /** What was asked for as the baseline; null where nothing was. */
  readonly baseline: string | null;
  readonly runs: readonly GatedRun[];
  /** What was not judged though it may have been meant. */
  readonly notes: readonly string[];
}

const order: readonly Decision[] = ["failed", "not judged", "passed"];

/** What wants attention comes first. */
function byDecision(a: GatedRun, b: GatedRun): number {
  return order.indexOf(a.decision) - order.indexOf(b.decision);
}

/** A failure is certain whatever could not be judged beside it; a gate passes where every run does. */
function decide(runs: readonly GatedRun[]): Decision {
  return order.find((decision) => runs.some((run) => run.decision === decision)) ?? "passed";
}
