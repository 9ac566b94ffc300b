import type { OutcomeCounts } from "@evalboard/contract";
import { formatCount } from "@evalboard/format";
import type { ReactNode } from "react";
import { outcomeFaces, outcomes } from "./outcome-faces.ts";

/** The four counts behind an outcome bar, each with its colour and word. */
export function OutcomeLegend({ counts }: { readonly counts: OutcomeCounts }): ReactNode {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-2 text-sm sm:grid-cols-4">
      {outcomes.map((outcome) => (
        <div key={outcome}>
          <dt className="flex items-center gap-2 text-muted" title={outcomeFaces[outcome].meaning}>
            <span aria-hidden className={`size-2.5 rounded-xs ${outcomeFaces[outcome].fill}`} />
            {outcomeFaces[outcome].label}
          </dt>
          <dd className="pl-4.5 font-medium tabular-nums">{formatCount(counts[outcome])}</dd>
        </div>
      ))}
    </dl>
  );
}
