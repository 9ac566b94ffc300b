import type { RunDetail } from "@evalboard/contract";
import { formatCounted } from "@evalboard/format";
import type { ReactNode } from "react";
import { OutcomeBar } from "../outcome/outcome-bar.tsx";
import { outcomeCountsOf } from "../outcome/outcome-counts-of.ts";
import { OutcomeLegend } from "../outcome/outcome-legend.tsx";
import { Card } from "../ui/card.tsx";

/** The run's items by outcome. */
export function RunOutcomes({ run }: { readonly run: RunDetail }): ReactNode {
  const counts = outcomeCountsOf(run);
  return (
    <Card title="Items by outcome">
      {counts === null ? (
        <p className="text-sm text-muted">
          Counted at completion. {formatCounted(run.results, "result")} stored by now.
        </p>
      ) : (
        <div className="flex flex-col gap-4">
          <OutcomeBar counts={counts} className="h-3" />
          <OutcomeLegend counts={counts} />
        </div>
      )}
    </Card>
  );
}
