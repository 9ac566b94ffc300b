import type { OutcomeCounts, StatsReport } from "@evalboard/contract";
import { memo, type ReactNode, useMemo } from "react";
import { useBucketRuns } from "../address/links.tsx";
import { wordsOfPeriod } from "../address/period.ts";
import { Histogram } from "../charts/histogram.tsx";
import { runsPlan, TimeChart } from "../charts/time-chart.tsx";
import { MetricsTable } from "../figures/metrics.tsx";
import { OutcomeBar, OutcomeLegend } from "../figures/outcome.tsx";
import { correctionWords, PromptChangesTable } from "../figures/prompt-changes.tsx";
import { RankedModels } from "../figures/ranked-models.tsx";
import { SummaryCards } from "../figures/summary.tsx";
import { Card } from "../kit/card.tsx";
import { AnswersPanel } from "./answers.tsx";
import { latencyPlan } from "./latency-plan.ts";
import { HardestDatasets, MostUsedDatasets } from "./tables.tsx";

/** A report, drawn. Once: while the next one is on the way nothing of it changes. */
export const Board = memo(function Board({ report }: { readonly report: StatsReport }): ReactNode {
  const openRuns = useBucketRuns(report.runsOverTime);
  return (
    <>
      <AnswersPanel answers={report.answers} />
      <SummaryCards report={report} runs={{}} />
      <PromptChanges report={report} />
      <div className="grid gap-4 lg:grid-cols-2">
        <TimeChart plan={runsPlan} head={report} buckets={report.runsOverTime} open={openRuns} />
        <TimeChart plan={latencyPlan} head={report} buckets={report.latencyOverTime} open={openRuns} />
      </div>
      <RankedModels title="Top models" models={report.topModels} report={report} runs={{}} />
      <div className="grid gap-4 xl:grid-cols-2">
        <HardestDatasets report={report} />
        <MostUsedDatasets report={report} />
      </div>
      <MetricsTable metrics={report.metrics} />
      <ScoreDistribution report={report} />
    </>
  );
});

/** What each prompt's newest version changed, and how sure that is. */
function PromptChanges({ report }: { readonly report: StatsReport }): ReactNode {
  const { promptChanges, testedPromptChanges, period } = report;
  if (promptChanges.length === 0) {
    return (
      <Card title="Prompt changes" definition="promptChanges">
        <p className="max-w-prose text-sm text-muted">
          No prompt was run in {wordsOfPeriod(period).span} in a version that has one before it. As soon as
          one was, it says here whether the newer version is better, and how sure that is.
        </p>
      </Card>
    );
  }
  return (
    <PromptChangesTable title="Prompt changes" report={report} changes={promptChanges} noun="prompt">
      {correctionWords(testedPromptChanges)}
    </PromptChangesTable>
  );
}

/** Where the scores lie: the runs' averages by tenths, and runs and items by outcome. */
function ScoreDistribution({ report }: { readonly report: StatsReport }): ReactNode {
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

interface OutcomeSplitProps {
  readonly title: string;
  readonly counts: OutcomeCounts;
}

/** Counts by outcome as a bar with its figures below. */
function OutcomeSplit({ title, counts }: OutcomeSplitProps): ReactNode {
  return (
    <div className="flex flex-col gap-3">
      <h3 className="text-sm font-medium">{title}</h3>
      <OutcomeBar counts={counts} className="h-3" />
      <OutcomeLegend counts={counts} />
    </div>
  );
}
