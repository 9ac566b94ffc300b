import { StartRun } from "@evalboard/contract";
import { z } from "zod";
import type { ImportedRun } from "./importer.ts";
import { readShape } from "./read-shape.ts";

const At = StartRun.shape.startedAt;

const Run = z.object({
  start: StartRun,
  results: z.int().min(1),
  end: z.discriminatedUnion("status", [
    z.object({ status: z.literal("completed"), at: At }),
    z.object({ status: z.literal("failed"), at: At, error: z.string().min(1) }),
  ]),
});
const Checked = z.object({ runs: z.array(Run).min(1) });

/** Throws `ImportError` where the server would refuse a run: better before anything of the file is sent. */
export function checkRuns(runs: readonly ImportedRun[]): void {
  readShape(Checked, { runs });
}
