import type { ReactNode } from "react";
import { type AnyVerdict, verdictFaces } from "./verdict-faces.ts";

/** A verdict as an icon and a word. */
export function VerdictBadge({ verdict }: { readonly verdict: AnyVerdict }): ReactNode {
  const { label, meaning, Icon, className } = verdictFaces[verdict];
  return (
    <span
      title={meaning}
      className={`inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-sm font-medium whitespace-nowrap ${className}`}
    >
      <Icon className="size-3.5 shrink-0" aria-hidden />
      {label}
    </span>
  );
}
