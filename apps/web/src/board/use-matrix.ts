import type { Period } from "@evalboard/contract";
import { reportOptions } from "../report/report-options.ts";
import { trpc } from "../trpc.ts";

/** The score of every model on every dataset of the period. */
export function useMatrix(period: Period) {
  return trpc.stats.matrix.useQuery(period, reportOptions);
}
