import type { OutcomeCounts } from "@evalboard/contract";
import type { ReactNode } from "react";
import { OutcomeBar } from "../outcome/outcome-bar.tsx";
import { OutcomeLegend } from "../outcome/outcome-legend.tsx";

type OutcomeSplitProps = { readonly title: string; readonly counts: OutcomeCounts };

/** Counts by outcome as a bar with its figures below. */
export function OutcomeSplit({ title, counts }: OutcomeSplitProps): ReactNode {
  return (
    <div className="flex flex-col gap-3">
      <h3 className="text-sm font-medium">{title}</h3>
      <OutcomeBar counts={counts} className="h-3" />
      <OutcomeLegend counts={counts} />
    </div>
  );
}
