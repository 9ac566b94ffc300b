import type { ReactNode } from "react";
import { SkeletonCard } from "../ui/skeleton-card.tsx";

/** The list's outline while its first page is on the way. */
export function RunsSkeleton(): ReactNode {
  return (
    <div>
      <output className="sr-only">Loading the runs…</output>
      <SkeletonCard className="h-dvh" />
    </div>
  );
}
