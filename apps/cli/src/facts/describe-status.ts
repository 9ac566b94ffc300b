import type { FactsStatus, Work } from "@evalboard/contract";
import { formatCount, formatCounted } from "@evalboard/format";

/** How it stands with the facts, a line each: what is there, the rebuild, the verification. */
export function describeStatus({ timeZone, layout, runs, rebuild, verification }: FactsStatus): string[] {
  const facts = runs === null ? "none yet: the board is computed from the runs" : formatCounted(runs, "run");
  return [
    `facts of ${timeZone}, layout ${layout}: ${facts}`,
    `rebuild: ${describeWork(rebuild, "complete")}`,
    `verification: ${describeWork(verification, verdictOf(verification))}`,
  ];
}

function describeWork(work: Work | null, outcome: string): string {
  if (!work) return "none since the server was started";
  const { startedAt, endedAt, runs, totalRuns, error } = work;
  if (endedAt === null)
    return `${formatCount(runs)} of ${formatCounted(totalRuns, "run")}, since ${startedAt}`;
  return `${error === null ? outcome : `broke off, ${error}`}; ended ${endedAt}`;
}

function verdictOf(verification: FactsStatus["verification"]): string {
  const { rows = 0, differingRows = 0 } = verification?.verdict ?? {};
  const compared = formatCounted(rows, "row");
  return differingRows === 0
    ? `all ${compared} equal`
    : `${formatCount(differingRows)} of ${compared} differ`;
}
