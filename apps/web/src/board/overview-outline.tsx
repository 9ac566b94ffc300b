import type { ReactNode } from "react";
import { SkeletonCard } from "../ui/skeleton-card.tsx";

const cards = ["runs", "score", "failures", "errors", "latency", "cost"];

/** The outline of the board's first view. */
export function OverviewOutline(): ReactNode {
  return (
    <>
      <div className="grid grid-cols-2 gap-3 md:grid-cols-3 md:gap-4 xl:grid-cols-6">
        {cards.map((card) => (
          <SkeletonCard key={card} className="h-32.5" />
        ))}
      </div>
      <SkeletonCard className="h-73.5" />
      <div className="grid gap-4 lg:grid-cols-2">
        <SkeletonCard className="h-73.5" />
        <SkeletonCard className="h-73.5" />
      </div>
      <SkeletonCard className="h-73.5" />
      <SkeletonCard className="h-150" />
    </>
  );
}
