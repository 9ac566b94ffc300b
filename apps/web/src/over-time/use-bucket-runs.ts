import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";

type Bucket = { readonly from: string; readonly to: string };

/** Goes to all runs that were completed in a step, which is given by its index. */
export function useBucketRuns(buckets: readonly Bucket[]): (index: number) => void {
  const navigate = useNavigate();
  return useCallback(
    (index) => {
      const bucket = buckets[index];
      if (bucket === undefined) return;
      const { from: completedFrom, to: completedTo } = bucket;
      void navigate({ to: "/runs", search: { status: "completed", completedFrom, completedTo } });
    },
    [buckets, navigate],
  );
}
