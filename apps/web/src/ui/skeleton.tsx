import type { ReactNode } from "react";

/** A grey place where something is going to be. `className` gives its size. */
export function Skeleton({ className }: { readonly className: string }): ReactNode {
  return <div aria-hidden className={`animate-pulse rounded-md bg-sunken ${className}`} />;
}
