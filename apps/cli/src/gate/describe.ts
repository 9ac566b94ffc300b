import type { RunRow } from "@evalboard/contract";
import { formatInstant } from "@evalboard/format";
import type { GatedRun, GateReport } from "./gate.ts";
import { namePrompts, nameRun, wordComparison } from "./words.ts";

/** Every run's verdict with its figures, for people at a terminal. */
export function describeGate({ runs }: GateReport): string[] {
  return runs.flatMap((run, index) => (index === 0 ? describeRun(run) : ["", ...describeRun(run)]));
}

/** The gate's last word: `gate failed: of 3 runs 1 failed, 2 passed`; of one run its reason. */
export function describeDecision({ decision, runs }: GateReport): string {
  const [only, ...others] = runs;
  if (only !== undefined && others.length === 0) return `gate ${decision}: ${only.reason}`;
  const parts = (["failed", "not judged", "passed"] as const)
    .map((wanted) => ({ wanted, count: runs.filter((run) => run.decision === wanted).length }))
    .filter(({ count }) => count > 0)
    .map(({ wanted, count }) => `${count} ${wanted}`);
  return `gate ${decision}: of ${runs.length} runs ${parts.join(", ")}`;
}

function describeRun(run: GatedRun): string[] {
  const { candidate, baseline } = run;
  const words = run.comparison && wordComparison(run.comparison);
  const rows: (readonly [string, string | null])[] = [
    ["model", nameRun(candidate, baseline)],
    ["prompt", namePrompts(candidate, baseline)],
    ["run", nameOne(candidate)],
    ["against", baseline && nameOne(baseline)],
    ["score", words && `${words.scores}, change ${words.change}`],
    ["interval", words && `95 %: ${words.interval}`],
    ["p", words && words.test],
    ["items", words && words.items],
    ["lost", words && words.lost],
    ["gained", words && words.gained],
    ["errored", words && words.errored],
    ["visible", words && words.detectable],
    ["latency", words && `${words.latency}, mean`],
    ["cost", words && `${words.cost} a result`],
    ["see", run.url],
  ];
  return [
    `${run.decision}: ${run.reason}`,
    ...rows.flatMap(([term, text]) => (text === null ? [] : `  ${term.padEnd(9)}${text}`)),
  ];
}

/** By the file that it comes from, which people know, else by the name that its caller gave. */
function nameOne({ externalId, sourceFile, label, completedAt }: RunRow): string {
  const named = label === null ? (sourceFile ?? externalId) : `${sourceFile ?? externalId} (${label})`;
  return completedAt === null ? named : `${named}, ${formatInstant(completedAt, "UTC")}`;
}
