import { keepPreviousData } from "@tanstack/react-query";
import { type Age, refetchAfter, staleTimeOf } from "./freshness.ts";

type Query = { readonly state: { readonly data: Age | undefined; readonly status: string } };

/** How any report is asked for: anew when its minute is over; on a switch the last one stays until the next is there. */
export const reportOptions = {
  staleTime: ({ state }: Query) => staleTimeOf(state.data),
  refetchInterval: ({ state }: Query) => refetchAfter(state.data, state.status === "error"),
  placeholderData: keepPreviousData,
} as const;
