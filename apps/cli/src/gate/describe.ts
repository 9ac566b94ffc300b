import type { RunRow } from "@evalboard/contract";
import { formatInstant } from "@evalboard/format";
import type { GatedRun, GateReport } from "./gate.ts";
import {
  namePrompts,
  nameRun,
  wordChange,
  wordCost,
  wordDetectable,
  wordErrored,
  wordGained,
  wordInterval,
  wordItems,
  wordLatency,
  wordLost,
  wordScores,
  wordTest,
} from "./words.ts";

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
  const { candidate, baseline, comparison } = run;
  const head = `${run.decision}: ${run.reason}`;
  const rows: (readonly [string, string | null])[] = [
    ["model", nameRun(candidate, baseline)],
    ["prompt", namePrompts(candidate, baseline)],
    ["run", nameOne(candidate)],
    ["against", baseline && nameOne(baseline)],
    ...(comparison === null
      ? []
      : ([
          ["score", `${wordScores(comparison)}, change ${wordChange(comparison)}`],
          ["interval", `95 %: ${wordInterval(comparison)}`],
          ["p", wordTest(comparison)],
          ["items", wordItems(comparison)],
          ["lost", wordLost(comparison)],
          ["gained", wordGained(comparison)],
          ["errored", wordErrored(comparison)],
          ["visible", wordDetectable(comparison)],
          ["latency", `${wordLatency(comparison)}, mean`],
          ["cost", `${wordCost(comparison)} a result`],
        ] as const)),
    ["see", run.url],
  ];
  return [head, ...rows.flatMap(([term, text]) => (text === null ? [] : `  ${term.padEnd(9)}${text}`))];
}

/** By the file that it comes from, which people know, else by the name that its caller gave. */
function nameOne({ externalId, sourceFile, label, completedAt }: RunRow): string {
  const named = label === null ? (sourceFile ?? externalId) : `${sourceFile ?? externalId} (${label})`;
  return completedAt === null ? named : `${named}, ${formatInstant(completedAt, "UTC")}`;
}
