import type { StatsReport } from "@evalboard/contract";
import { type ComponentType, lazy, memo, type ReactNode, Suspense, useDeferredValue } from "react";
import { useBucketRuns } from "../address/links.tsx";
import { SummaryCards } from "../figures/summary.tsx";
import { SkeletonCard } from "../kit/card.tsx";
import { useTellBehind } from "../kit/behind.ts";
import { NarrowFold } from "../kit/narrow-fold.tsx";
import { useOwnTask } from "../kit/own-task.ts";
import { Questions } from "./question.tsx";
import { DatasetsQuestion, LatencyQuestion, ModelsQuestion, PromptsQuestion } from "./questions.tsx";

const FurtherFigures = lazy(async () => ({ default: (await import("./further.tsx")).FurtherFigures }));

interface BoardProps {
  readonly report: StatsReport;
}

/** A report, drawn; in small steps, so that what somebody does meanwhile is not kept waiting. */
export function Board({ report }: BoardProps): ReactNode {
  const drawn = useDeferredValue(report);
  useTellBehind(drawn !== report);
  return <DrawnBoard report={drawn} />;
}

/** The same, once: while the next one is on the way nothing of it changes. */
const DrawnBoard = memo(function DrawnBoard({ report }: BoardProps): ReactNode {
  return (
    <>
      <Questions>
        {questions.map(([question, Part]) => (
          <OwnTask key={question} Part={Part} report={report} />
        ))}
      </Questions>
      <OwnTask Part={Summary} report={report} />
      {/* What answers none of the questions. */}
      <NarrowFold words="Runs over time, scores and metrics">
        <OwnTask Part={Further} report={report} />
      </NarrowFold>
    </>
  );
});

/** In their order; each part of the board is drawn again only for another report. */
const questions = [
  ["models", memo(ModelsQuestion)],
  ["datasets", memo(DatasetsQuestion)],
  ["latency", memo(LatencyQuestion)],
  ["prompts", memo(PromptsQuestion)],
] as const;

const Summary = memo(function Summary({ report }: BoardProps): ReactNode {
  return <SummaryCards report={report} runs={{}} />;
});

const Further = memo(function Further({ report }: BoardProps): ReactNode {
  const openRuns = useBucketRuns(report.runsOverTime);
  return (
    <Suspense fallback={<SkeletonCard className="h-73.5" />}>
      <FurtherFigures report={report} open={openRuns} />
    </Suspense>
  );
});

interface OwnTaskProps extends BoardProps {
  readonly Part: ComponentType<BoardProps>;
}

/** A part of the board: at once the first time, and in a task of its own where another report is drawn. */
function OwnTask({ Part, report }: OwnTaskProps): ReactNode {
  return <Part report={useOwnTask(report) ?? report} />;
}
