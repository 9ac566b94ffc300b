import type { ReactNode } from "react";
import { Skeleton } from "../ui/skeleton.tsx";
import { BoardHeader } from "./board-header.tsx";

type BoardSkeletonProps = {
  /** Each part as high as what follows. */
  readonly outline: ReactNode;
};

/** The board while its first report is on the way. */
export function BoardSkeleton({ outline }: BoardSkeletonProps): ReactNode {
  return (
    <>
      <BoardHeader
        windowNote={<Skeleton className="mt-0.5 h-4 w-64" />}
        freshnessNote={<Skeleton className="mt-0.5 h-4 w-40" />}
      />
      <output className="sr-only">Loading the board…</output>
      <div className="flex flex-col gap-4">{outline}</div>
    </>
  );
}
