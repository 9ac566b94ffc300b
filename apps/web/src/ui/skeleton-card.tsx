import type { ReactNode } from "react";
import { Skeleton } from "./skeleton.tsx";

/** The outline of a card. `className` gives its height. */
export function SkeletonCard({ className }: { readonly className: string }): ReactNode {
  return (
    <div
      aria-hidden
      className={`flex flex-col gap-3 overflow-hidden rounded-xl border border-line bg-surface p-4 shadow-card ${className}`}
    >
      <Skeleton className="h-4 w-24 shrink-0" />
      <Skeleton className="grow opacity-60" />
    </div>
  );
}
