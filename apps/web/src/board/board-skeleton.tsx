import type { ReactNode } from "react";
import { Skeleton } from "../ui/skeleton.tsx";

/** The board's outline while its first report is on the way; as high as what follows. */
export function BoardSkeleton(): ReactNode {
  return (
    <div className="flex flex-col gap-4">
      <output className="sr-only">Loading the board…</output>
      <div className="grid grid-cols-2 gap-3 md:grid-cols-3 md:gap-4 xl:grid-cols-6">
        {Array.from({ length: 6 }, (_, index) => (
          <Skeleton key={index} className="h-27 rounded-xl" />
        ))}
      </div>
      <div className="grid gap-4 lg:grid-cols-2">
        <Skeleton className="h-73 rounded-xl" />
        <Skeleton className="h-73 rounded-xl" />
      </div>
      <Skeleton className="h-73 rounded-xl" />
      <Skeleton className="h-150 rounded-xl" />
    </div>
  );
}
