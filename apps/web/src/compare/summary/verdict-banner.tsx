import type { Comparison } from "@evalboard/contract";
import type { ReactNode } from "react";
import { VerdictBadge } from "../../verdict/verdict-badge.tsx";
import { DifferenceAxis } from "./difference-axis.tsx";
import { PairingNote } from "./pairing-note.tsx";
import { VerdictFigures } from "./verdict-figures.tsx";
import { verdictSentence } from "./verdict-words.ts";

/** The answer: what the candidate did to the score, how sure that is, and how like was set against like. */
export function VerdictBanner({ comparison }: { readonly comparison: Comparison }): ReactNode {
  return (
    <section
      aria-label="Verdict"
      className="flex flex-col gap-5 rounded-xl border border-line bg-surface p-5 shadow-card"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <VerdictBadge verdict={comparison.verdict} />
        <h2 className="text-lg font-semibold text-pretty">{verdictSentence(comparison)}</h2>
      </div>
      <div className="grid items-center gap-x-10 gap-y-5 lg:grid-cols-2">
        <VerdictFigures comparison={comparison} />
        <DifferenceAxis score={comparison.score} />
      </div>
      <PairingNote comparison={comparison} />
    </section>
  );
}
