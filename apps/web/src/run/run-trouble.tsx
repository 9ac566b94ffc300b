import { OctagonAlert } from "lucide-react";
import type { ReactNode } from "react";

/** Why a run broke off. */
export function RunTrouble({ error }: { readonly error: string }): ReactNode {
  return (
    <div className="flex gap-3 rounded-xl border border-line bg-surface px-5 py-4 text-sm shadow-card">
      <OctagonAlert className="mt-0.5 size-4 shrink-0 text-bad" aria-hidden />
      <div className="min-w-0">
        <p className="font-medium">The run broke off</p>
        <p className="wrap-anywhere whitespace-pre-wrap text-muted">{error}</p>
      </div>
    </div>
  );
}
