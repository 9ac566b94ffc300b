import type { StatsReport } from "@evalboard/contract";
import { answerSentences } from "@evalboard/format";
import { lazy, memo, type ReactNode, Suspense, useDeferredValue } from "react";
import { useBucketRuns } from "../address/links.tsx";
import { SummaryCards } from "../figures/summary.tsx";
import { SkeletonCard } from "../kit/card.tsx";
import { NarrowFold } from "../kit/narrow-fold.tsx";
import { useOwnTask } from "../kit/own-task.ts";
import { Questions } from "./question.tsx";
import {
  DatasetsQuestion,
  LatencyQuestion,
  ModelsQuestion,
  PromptsQuestion,
  useEvidenceCode,
} from "./questions.tsx";

const FurtherFigures = lazy(async () => ({ default: (await import("./further.tsx")).FurtherFigures }));

/** A report, drawn; in small steps, so that what somebody does meanwhile is not kept waiting. */
export function Board({ report }: { readonly report: StatsReport }): ReactNode {
  return <DrawnBoard report={useDeferredValue(report)} />;
}

/** The same, once: while the next one is on the way nothing of it changes. */
const DrawnBoard = memo(function DrawnBoard({ report }: { readonly report: StatsReport }): ReactNode {
  const openRuns = useBucketRuns(report.runsOverTime);
  const evidence = useEvidenceCode();
  const sentences = answerSentences(report.answers);
  return (
    <>
      <Questions>
        <ModelsQuestion report={report} evidence={evidence} sentence={sentences.models} open={openRuns} />
        <DatasetsQuestion report={report} evidence={evidence} sentence={sentences.datasets} />
        <LatencyQuestion report={report} sentence={sentences.latency} open={openRuns} />
        <PromptsQuestion report={report} evidence={evidence} sentence={sentences.prompts} />
      </Questions>
      <FurtherDown report={report} />
    </>
  );
});

/** What stands below the answers: after them, in a task of its own. */
function FurtherDown({ report }: { readonly report: StatsReport }): ReactNode {
  return <DrawnFurther report={useOwnTask(report) ?? report} />;
}

const DrawnFurther = memo(function DrawnFurther({ report }: { readonly report: StatsReport }): ReactNode {
  const openRuns = useBucketRuns(report.runsOverTime);
  return (
    <>
      <SummaryCards report={report} runs={{}} />
      {/* What answers none of the questions. */}
      <NarrowFold words="Runs over time, scores and metrics">
        <Suspense fallback={<SkeletonCard className="h-73.5" />}>
          <FurtherFigures report={report} open={openRuns} />
        </Suspense>
      </NarrowFold>
    </>
  );
});
