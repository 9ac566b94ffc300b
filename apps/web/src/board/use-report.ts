import type { Period } from "@evalboard/stats/contract";
import { keepPreviousData } from "@tanstack/react-query";
import { trpc } from "../trpc.ts";
import { refetchAfter, staleTimeOf } from "./freshness.ts";

/** The period's report, asked for anew when its minute is over. On a switch the last one stays until the next is there. */
export function useReport(period: Period) {
  return trpc.stats.get.useQuery(period, {
    staleTime: (query) => staleTimeOf(query.state.data),
    refetchInterval: (query) => refetchAfter(query.state.data, query.state.status === "error"),
    placeholderData: keepPreviousData,
  });
}
