import type { Comparison, RunRow } from "@evalboard/contract";
import { formatInstant } from "@evalboard/format";
import type { GatedRun, GateReport } from "./gate.ts";
import { namePrompts, nameRun, wordComparison, wordMetric, wordPair } from "./words.ts";

/** Every run's verdict with its figures, for people at a terminal. */
export function describeGate({ runs, notes }: GateReport): string[] {
  const described = runs.flatMap((run, index) =>
    index === 0 ? describeRun(run) : ["", ...describeRun(run)],
  );
  return notes.length === 0 ? described : [...described, "", ...notes];
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
  const words = comparison && wordComparison(comparison);
  const pair = baseline && comparison && wordPair(candidate, baseline, comparison);
  const rows: (readonly [string, string | null])[] = [
    ["model", nameRun(candidate, baseline)],
    ["prompt", namePrompts(candidate, baseline)],
    ["run", nameOne(candidate)],
    ["against", baseline && nameOne(baseline)],
    ["tags", pair && pair.tags],
    ["passes", pair && pair.passRates],
    ["lost", words && words.lost],
    ["gained", words && words.gained],
    ["mid-p", words && words.midP],
    ["scored", pair && pair.scoredBy && `by ${pair.scoredBy}`],
    ["score", words && `${words.scores}, change ${words.change}`],
    ["interval", words && `95 %: ${words.interval}, however often one looks`],
    ["p", words && `${words.p}, corrected for the runs judged together`],
    ["one look", words && words.oneLook && `95 %: ${words.oneLook}`],
    ["items", words && words.items],
    ["asked", pair && pair.asked],
    ["errored", words && words.errored],
    ["unscored", words && words.unscored],
    ["visible", words && words.power],
    ...(words?.remarks ?? []).map((remark): [string, string] => ["remark", remark]),
    ["plan", words && words.plan],
    ["latency", words && `${words.latency}, mean`],
    ["cost", words && `${words.cost} a result`],
    ...describeMetrics(comparison),
    ["see", run.url],
  ];
  return [
    `${run.decision}: ${run.reason}`,
    ...rows.flatMap(([term, text]) => (text === null ? [] : `  ${term.padEnd(9)}${text}`)),
  ];
}

/** Most metrics of a run at a terminal; `--json` and `--markdown` have them all. */
const METRICS_SHOWN = 10;

function describeMetrics(comparison: Comparison | null): [string, string][] {
  const metrics = comparison?.metrics ?? [];
  const others = metrics.length - METRICS_SHOWN;
  return [
    ...metrics.slice(0, METRICS_SHOWN).map((metric): [string, string] => {
      const { name, means, change, items, better } = wordMetric(metric);
      return ["metric", `${name} ${means}, change ${change}, ${items} items, better: ${better}`];
    }),
    ...(others > 0 ? [["metric", `and ${others} others`] satisfies [string, string]] : []),
  ];
}

/** By the file that it comes from, which people know, else by the name that its caller gave. */
function nameOne({ externalId, sourceFile, label, completedAt }: RunRow): string {
  const named = label === null ? (sourceFile ?? externalId) : `${sourceFile ?? externalId} (${label})`;
  return completedAt === null ? named : `${named}, ${formatInstant(completedAt, "UTC")}`;
}
