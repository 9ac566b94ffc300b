import type { Period } from "@evalboard/contract";
import { reportOptions } from "../report/report-options.ts";
import { trpc } from "../trpc.ts";

/** The period's report. */
export function useReport(period: Period) {
  return trpc.stats.get.useQuery(period, reportOptions);
}
