import type { ReactNode } from "react";
import { Skeleton } from "../ui/skeleton.tsx";
import { SkeletonCard } from "../ui/skeleton-card.tsx";

/** A run page's outline while the run is on the way. */
export function RunSkeleton(): ReactNode {
  return (
    <div className="flex flex-col gap-5">
      <output className="sr-only">Loading the run…</output>
      <Skeleton className="h-19 w-72" />
      <SkeletonCard className="h-21" />
      <SkeletonCard className="h-60" />
    </div>
  );
}
