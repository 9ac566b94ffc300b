import type { Bench, Row } from "../harness/bench.ts";
import { completedRuns } from "../recording/completed-runs.ts";
import { recordedResults } from "../recording/recorded-results.ts";

/** How fast runs are recorded and completed. Needs psql. */
export async function recording(bench: Bench): Promise<Row[]> {
  return [...(await recordedResults(bench)), ...(await completedRuns(bench))];
}
