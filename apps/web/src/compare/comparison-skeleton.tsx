import type { ReactNode } from "react";
import { SkeletonCard } from "../ui/skeleton-card.tsx";

/** A comparison's outline while it is computed. */
export function ComparisonSkeleton(): ReactNode {
  return (
    <div className="flex flex-col gap-4">
      <output className="sr-only">Comparing…</output>
      <SkeletonCard className="h-56" />
      <div className="grid gap-4 lg:grid-cols-[1fr_22rem]">
        <SkeletonCard className="h-96" />
        <SkeletonCard className="h-60" />
      </div>
      <SkeletonCard className="h-96" />
    </div>
  );
}
