import type { FactDifference, FactsVerdict } from "@evalboard/contract";
import { formatCount } from "@evalboard/format";

/** What differs, a line for each measure of a row, and what is not listed. */
export function describeDifferences({ differences, differingRows }: FactsVerdict): string[] {
  const lines = differences.flatMap((row) =>
    row.wrong.map(
      ({ measure, has, shouldHave }) => `${nameRow(row)}: ${measure} has ${has}, should have ${shouldHave}`,
    ),
  );
  const more = differingRows - differences.length;
  return more > 0 ? [...lines, `and ${formatCount(more)} more`] : lines;
}

/** What a row is of, such as `model 0199…, day 2026-03-01T23:00:00.000Z`. */
function nameRow({ scope, unit, bucket, modelId, datasetId, promptVersionId }: FactDifference): string {
  const ids = { model: modelId, dataset: datasetId, "prompt version": promptVersionId };
  const named = Object.entries(ids).flatMap(([kind, id]) => (id === null ? [] : [`${kind} ${id}`]));
  const subject = scope === "board" ? ["board"] : named;
  return [...subject, unit === "all" ? "all time" : `${unit} ${bucket}`].join(", ");
}
