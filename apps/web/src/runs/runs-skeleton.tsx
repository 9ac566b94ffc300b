import type { ReactNode } from "react";
import { Skeleton } from "../ui/skeleton.tsx";

/** The list's outline while its first page is on the way. */
export function RunsSkeleton(): ReactNode {
  return (
    <div>
      <output className="sr-only">Loading the runs…</output>
      <Skeleton className="h-dvh rounded-xl" />
    </div>
  );
}
