import type { ReactNode } from "react";
import { Skeleton } from "../ui/skeleton.tsx";
import { SkeletonCard } from "../ui/skeleton-card.tsx";
import { BoardHeader } from "./board-header.tsx";

const cards = ["runs", "score", "failures", "errors", "latency", "cost"];

/** The board's outline while its first report is on the way; each part as high as what follows. */
export function BoardSkeleton(): ReactNode {
  return (
    <>
      <BoardHeader
        windowNote={<Skeleton className="mt-0.5 h-4 w-64" />}
        freshnessNote={<Skeleton className="mt-0.5 h-4 w-40" />}
      />
      <output className="sr-only">Loading the board…</output>
      <div className="flex flex-col gap-4">
        <div className="grid grid-cols-2 gap-3 md:grid-cols-3 md:gap-4 xl:grid-cols-6">
          {cards.map((card) => (
            <SkeletonCard key={card} className="h-32.5" />
          ))}
        </div>
        <div className="grid gap-4 lg:grid-cols-2">
          <SkeletonCard className="h-73.5" />
          <SkeletonCard className="h-73.5" />
        </div>
        <SkeletonCard className="h-73.5" />
        <SkeletonCard className="h-150" />
      </div>
    </>
  );
}
