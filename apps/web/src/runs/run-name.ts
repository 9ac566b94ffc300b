import type { RunRow } from "@evalboard/contract";
import { formatMoment } from "@evalboard/format";

/** A run in a line: what it evaluated and when. */
export function runName({ model, dataset, startedAt, completedAt }: RunRow): string {
  return `${model.name} on ${dataset.name}, ${formatMoment(completedAt ?? startedAt)}`;
}
