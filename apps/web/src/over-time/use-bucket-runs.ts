import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import type { RunsSearch } from "../runs/runs-search.ts";

type Bucket = { readonly from: string; readonly to: string };

const ALL: RunsSearch = {};

/** Goes to the runs that were completed in a step, which is given by its index: to all, or to those of `runs`. */
export function useBucketRuns(buckets: readonly Bucket[], runs: RunsSearch = ALL): (index: number) => void {
  const navigate = useNavigate();
  return useCallback(
    (index) => {
      const bucket = buckets[index];
      if (bucket === undefined) return;
      const { from: completedFrom, to: completedTo } = bucket;
      void navigate({ to: "/runs", search: { ...runs, status: "completed", completedFrom, completedTo } });
    },
    [buckets, runs, navigate],
  );
}
