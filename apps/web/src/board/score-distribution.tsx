import type { StatsReport } from "@evalboard/contract";
import { type ReactNode, useMemo } from "react";
import { Histogram } from "../charts/histogram.tsx";
import { Card } from "../ui/card.tsx";
import { OutcomeSplit } from "./outcome-split.tsx";

/** Where the scores lie: the runs' averages by tenths, and runs and items by outcome. */
export function ScoreDistribution({ report }: { readonly report: StatsReport }): ReactNode {
  const { histogram, runs, items } = report.scoreDistribution;
  const bins = useMemo(() => histogram.map(({ runs: count, ...bin }) => ({ ...bin, count })), [histogram]);
  return (
    <Card title="Score distribution" definition="scoreDistribution">
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-2">
        <Histogram bins={bins} counted="Runs" scale="Average score" />
        <div className="flex flex-col justify-center gap-8">
          <OutcomeSplit title="Runs by outcome" counts={runs} />
          <OutcomeSplit title="Items by outcome" counts={items} />
        </div>
      </div>
    </Card>
  );
}
