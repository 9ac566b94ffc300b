import type { RunEnd } from "../importer.ts";
import type { Eval } from "./export-file.ts";

/** How and when an eval ended: when its last result was written, to the second. */
export function endOf({ createdAt, results }: Eval): RunEnd {
  const times = results.map((result) => Date.parse(result.createdAt ?? createdAt));
  const last = times.reduce((latest, time) => Math.max(latest, time), Date.parse(createdAt));
  const at = new Date(last).toISOString();
  // Where its data cannot be read evalite writes one result that is of no item, and not why.
  const [only] = results;
  const noData = results.length === 1 && only?.status === "fail" && only.input === null;
  return noData
    ? { status: "failed", at, error: "evalite could not read its data" }
    : { status: "completed", at };
}
