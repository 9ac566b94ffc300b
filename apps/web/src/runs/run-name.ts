import type { RunRow } from "@evalboard/runs/contract";
import { formatMoment } from "../format/times.ts";

/** A run in a line: what it evaluated and when. */
export function runName({ model, dataset, startedAt, completedAt }: RunRow): string {
  return `${model.name} on ${dataset.name}, ${formatMoment(completedAt ?? startedAt)}`;
}
