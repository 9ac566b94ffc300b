import type { Outcome } from "@evalboard/runs/contract";
import type { ReactNode } from "react";
import { outcomeFaces } from "./outcome-faces.ts";

const tones: Readonly<Record<Outcome, string>> = {
  perfect: "text-good",
  partial: "text-warn",
  failed: "text-bad",
  errored: "text-muted",
};

/** An outcome as an icon and a word. */
export function OutcomeBadge({ outcome }: { readonly outcome: Outcome }): ReactNode {
  const { label, meaning, Icon } = outcomeFaces[outcome];
  return (
    <span
      title={meaning}
      className={`inline-flex items-center gap-1.5 text-sm font-medium whitespace-nowrap ${tones[outcome]}`}
    >
      <Icon className="size-3.5 shrink-0" aria-hidden />
      {label}
    </span>
  );
}
