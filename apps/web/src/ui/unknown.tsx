import { UNKNOWN } from "@evalboard/format";
import type { ReactNode } from "react";

/** Stands for a figure that nobody knows. `why` says why not, above a link that covers the row. */
export function Unknown({ why = "unknown" }: { readonly why?: string }): ReactNode {
  return (
    <span title={why} className="relative z-1 text-muted">
      <span aria-hidden>{UNKNOWN}</span>
      <span className="sr-only">{why}</span>
    </span>
  );
}
