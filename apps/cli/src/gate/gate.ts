import {
  type ComparedItem,
  type CompareRuns,
  type Comparison,
  ComparisonVerdict,
  type RunRow,
} from "@evalboard/contract";
import { z } from "zod";
import { baselineFinder, type FindBaseline, findRuns, type GatingClient, inTime } from "./find-runs.ts";

/** What to hold against what, and when that fails. */
export interface GateQuestion extends GateRules {
  /** Ids, external ids or labels. */
  readonly run: readonly string[];
  readonly baseline: string;
  readonly allowNew?: boolean;
  readonly url: string;
}

/** Judges every run that the question names, each once. Throws `CommandFault`, and what the client throws. */
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

/** What judging a run works with. */
interface GateDeps extends GateRules {
  readonly client: GatingClient;
  readonly serverUrl: string;
  readonly findBaseline: FindBaseline;
  /** Whether a run that has nothing to be compared with passes. */
  readonly allowNew: boolean;
}

/** Most items that flipped in a report. */
const FLIPPED_SHOWN = 10;

/** Compares a run with its baseline, on the server, and says what that means to the gate. */
async function gateRun(candidate: RunRow, deps: GateDeps): Promise<GatedRun> {
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

/** The address of a comparison's page, as the web app's `compare/compare-search.ts` reads it. */
function comparisonUrl(serverUrl: string, { baseline, candidate }: CompareRuns): string {
  const url = new URL("/compare", serverUrl);
  for (const [side, group] of Object.entries({ baseline, candidate })) {
    for (const [criterion, value] of Object.entries(group)) {
      if (value !== undefined) url.searchParams.set(`${side}.${criterion}`, value);
    }
  }
  return url.href;
}

/** What the gate says of a run, and of all of them. */
type Decision = "passed" | "failed" | "not judged";

/** What `--json` prints of one run. */
export interface GatedRun {
  readonly decision: Decision;
  /** The comparison's verdict, or why there is none. */
  readonly reason: string;
  readonly candidate: RunRow;
  /** With what it was compared; null where nothing was there to compare with. */
  readonly baseline: RunRow | null;
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
  /** What was asked for as the baseline. */
  readonly baseline: string;
  readonly runs: readonly GatedRun[];
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

const verdicts = new Map<string, ComparisonVerdict>(
  ComparisonVerdict.exclude(["improved"]).options.map((verdict) => [verdict.replaceAll(" ", "-"), verdict]),
);

/** What `--fail-if` takes: verdicts with hyphens for their spaces, separated by commas. */
export const FailIf = z.string().transform((text, context) => {
  const words = text.split(",").map((word) => word.trim());
  const meant = words.flatMap((word) => verdicts.get(word) ?? []);
  if (meant.length === words.length) return new Set(meant);
  context.addIssue(`must be one or several of ${[...verdicts.keys()].join(", ")}, with commas between`);
  return z.NEVER;
});

/** What `--allow-drop` takes. */
export const AllowDrop = z
  .string()
  .regex(/^(0(\.\d+)?|\.\d+|1(\.0+)?)$/, "must be a drop of the mean score, from 0 to 1, such as 0.01")
  .transform(Number);

/** A drop from 0.3 to 0.2 is no more than 0.1, whatever is left of it in binary. */
const ROUNDING = 1e-9;

/** When a comparison fails the gate. */
export interface GateRules {
  readonly failIf: ReadonlySet<ComparisonVerdict>;
  /** A drop of the mean score of no more than this is no failure, however certain it is. */
  readonly allowDrop: number;
}

/** Whether the comparison fails the gate. Its verdict is the server's. */
function isFailed({ verdict, score }: Comparison, { failIf, allowDrop }: GateRules): boolean {
  if (!failIf.has(verdict)) return false;
  return verdict !== "worse" || score.difference === null || -score.difference > allowDrop + ROUNDING;
}
