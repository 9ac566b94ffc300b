import type { Differences, FactDifference, FactsStatus, Work } from "@evalboard/contract";
import { formatCount, formatCounted } from "@evalboard/format";

/** What differs, a line for each measure of a row, and what is not listed. */
export function describeDifferences({ listed, differingRows }: Differences): string[] {
  const lines = listed.flatMap((row) =>
    row.wrong.map(
      ({ measure, has, shouldHave }) => `${nameRow(row)}: ${measure} has ${has}, should have ${shouldHave}`,
    ),
  );
  const more = differingRows - listed.length;
  return more > 0 ? [...lines, `and ${formatCount(more)} more`] : lines;
}

/** What a row is of, such as `model 0199…, day 2026-03-01T23:00:00.000Z`, and of which metric or item. */
function nameRow(row: FactDifference): string {
  const { scope, unit, bucket, modelId, datasetId, promptVersionId, metric, itemKey } = row;
  const ids = { model: modelId, dataset: datasetId, "prompt version": promptVersionId };
  const named = Object.entries(ids).flatMap(([kind, id]) => (id === null ? [] : [`${kind} ${id}`]));
  const subject = scope === "board" ? ["board"] : named;
  const time = unit === "all" ? "all time" : `${unit} ${bucket}`;
  const parts = Object.entries({ metric, item: itemKey });
  const part = parts.flatMap(([kind, name]) => (name === null ? [] : [`${kind} ${name}`]));
  return [...subject, time, ...part].join(", ");
}

/** How it stands with the facts, a line each: what is there, the rebuild, the verification. */
export function describeStatus({ timeZone, layout, runs, rebuild, verification }: FactsStatus): string[] {
  const facts = runs === null ? "none yet: the board is computed from the runs" : formatCounted(runs, "run");
  return [
    `facts of ${timeZone}, layout ${layout}: ${facts}`,
    `rebuild: ${describeWork(rebuild, "complete")}`,
    `verification: ${describeWork(verification, comparedRows(verification))}`,
  ];
}

function describeWork(work: Work | null, outcome: string): string {
  if (!work) return "none since the server was started";
  const { startedAt, endedAt, runs, totalRuns, error } = work;
  if (endedAt === null)
    return `${formatCount(runs)} of ${formatCounted(totalRuns, "run")}, since ${startedAt}`;
  return `${error === null ? outcome : `broke off, ${error}`}; ended ${endedAt}`;
}

function comparedRows(verification: FactsStatus["verification"]): string {
  const { rows = 0, differingRows = 0 } = verification?.differences ?? {};
  const compared = formatCounted(rows, "row");
  return differingRows === 0
    ? `all ${compared} equal`
    : `${formatCount(differingRows)} of ${compared} differ`;
}
