import type { ReactNode } from "react";
import { SkeletonCard } from "../ui/skeleton-card.tsx";

/** The outline of the board's second view. */
export function MatrixOutline(): ReactNode {
  return <SkeletonCard className="h-150" />;
}
