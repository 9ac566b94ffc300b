import type { Outcome } from "@evalboard/contract";
import type { ReactNode } from "react";
import { outcomeFaces } from "./outcome-faces.ts";

/** The icon has the colour; the word has it too only where somebody should look. */
const tones: Readonly<Record<Outcome, { readonly icon: string; readonly word: string }>> = {
  perfect: { icon: "text-good", word: "" },
  partial: { icon: "text-warn", word: "" },
  failed: { icon: "text-bad", word: "text-bad" },
  errored: { icon: "text-muted", word: "text-muted" },
};

/** An outcome as an icon and a word. */
export function OutcomeBadge({ outcome }: { readonly outcome: Outcome }): ReactNode {
  const { label, meaning, Icon } = outcomeFaces[outcome];
  return (
    <span
      title={meaning}
      className={`inline-flex items-center gap-1.5 text-sm whitespace-nowrap ${tones[outcome].word}`}
    >
      <Icon className={`size-3.5 shrink-0 ${tones[outcome].icon}`} aria-hidden />
      {label}
    </span>
  );
}
