import type { PromptChange, StatsReport } from "@evalboard/contract";
import { LIST_LIMIT } from "@evalboard/contract/words";
import { formatCounted } from "@evalboard/format";
import { lazy, type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { PromptLink, useBucketRuns } from "../address/links.tsx";
import { wordsOfPeriod } from "../address/period.ts";
import { TimeChart } from "../charts/time-chart.tsx";
import { isTelling } from "../figures/change-words.ts";
import { FirstChanges, FirstDatasets, FirstModels } from "../figures/first-few.tsx";
import { Term } from "../kit/term.tsx";
import type * as evidenceCode from "./evidence.tsx";
import { latencyPlan } from "./latency-plan.ts";
import { dotOf, newsOf, scoresByBucket, scoresPlan } from "./scores-plan.ts";
import { QuestionSection } from "./question.tsx";

const LatencyEvidence = lazy(async () => ({
  default: (await import("./latency-by-model.tsx")).LatencyEvidence,
}));

type EvidenceCode = typeof evidenceCode;

/** When nobody has asked for it by then, the code of what is one click away is fetched all the same, ms. */
const IDLE_MS = 3_000;

/**
 * The code of all that is one click away, once it is there. It comes after the first view, and not only when it is asked
 * for: paper shows all of it, and waits for nothing. That is why it is no `lazy`, which would wait even for what is there.
 */
function useEvidenceCode(): Evidence {
  const [code, setCode] = useState<EvidenceCode | null>(null);
  const load = useCallback(() => void import("./evidence.tsx").then(setCode), []);
  useEffect(() => {
    const timer = setTimeout(load, IDLE_MS);
    return () => clearTimeout(timer);
  }, [load]);
  return { code, load };
}

interface Evidence {
  readonly code: EvidenceCode | null;
  readonly load: () => void;
}

interface AskedProps {
  readonly report: StatsReport;
}

/** Which models are reliable. */
export function ModelsQuestion({ report }: AskedProps): ReactNode {
  const { answers, topModels, scoreOverTime, appearances } = report;
  const evidence = useEvidenceCode();
  const open = useBucketRuns(report.runsOverTime);
  const plan = useMemo(() => scoresPlan(scoreOverTime), [scoreOverTime]);
  const buckets = useMemo(() => scoresByBucket(scoreOverTime), [scoreOverTime]);
  const news = useMemo(() => newsOf(appearances), [appearances]);
  const more = {
    words: ofAll(topModels.length, "model"),
    evidence: evidence.code && <evidence.code.ModelsEvidence report={report} />,
    load: evidence.load,
  };
  return (
    <QuestionSection question="models" answers={answers} more={topModels.length === 0 ? null : more}>
      {scoreOverTime.length === 0 ? null : (
        <TimeChart plan={plan} head={report} buckets={buckets} open={open} news={news} isBare />
      )}
      <FirstModels models={topModels} report={report} colorOf={(modelId) => dotOf(scoreOverTime, modelId)} />
    </QuestionSection>
  );
}

/** Which datasets are hard. */
export function DatasetsQuestion({ report }: AskedProps): ReactNode {
  const { answers, hardestDatasets } = report;
  const evidence = useEvidenceCode();
  const more = {
    words: `${ofAll(hardestDatasets.length, "dataset")}, hardest and most used`,
    evidence: evidence.code && <evidence.code.DatasetsEvidence report={report} />,
    load: evidence.load,
  };
  return (
    <QuestionSection question="datasets" answers={answers} more={hardestDatasets.length === 0 ? null : more}>
      <BodyTitle definition="hardestDatasets">Hardest first</BodyTitle>
      <FirstDatasets datasets={hardestDatasets} report={report} />
    </QuestionSection>
  );
}

/** How latency changes. */
export function LatencyQuestion({ report }: AskedProps): ReactNode {
  const { answers, summary } = report;
  const open = useBucketRuns(report.runsOverTime);
  const more = {
    words: "By model",
    evidence: <LatencyEvidence report={report} />,
    isOnPaper: false,
  };
  return (
    <QuestionSection question="latency" answers={answers} more={summary.measuredRuns === 0 ? null : more}>
      <TimeChart plan={latencyPlan} head={report} buckets={report.latencyOverTime} open={open} isBare />
    </QuestionSection>
  );
}

/** Whether the recent prompt change helped. */
export function PromptsQuestion({ report }: AskedProps): ReactNode {
  const { answers, promptChanges, period } = report;
  const evidence = useEvidenceCode();
  const telling = promptChanges.filter(isTelling);
  const quiet = promptChanges.filter((change) => !isTelling(change));
  const more = {
    words: ofAll(promptChanges.length, "prompt change"),
    evidence: evidence.code && <evidence.code.PromptsEvidence report={report} />,
    load: evidence.load,
  };
  return (
    <QuestionSection question="prompts" answers={answers} more={promptChanges.length === 0 ? null : more}>
      <BodyTitle definition="promptChanges">Newest changes, of all runs</BodyTitle>
      {promptChanges.length === 0 ? (
        <p className="max-w-prose text-sm text-muted">
          No prompt was run in {wordsOfPeriod(period).span} in a version that has one before it. As soon as
          one was, it says here whether the newer version is better, and how sure that is.
        </p>
      ) : null}
      <FirstChanges changes={telling} report={report} />
      {quiet.length === 0 ? null : (
        <QuietChanges changes={quiet} report={report} isOnly={telling.length === 0} />
      )}
    </QuestionSection>
  );
}

interface QuietChangesProps {
  readonly changes: readonly PromptChange[];
  readonly report: Pick<StatsReport, "period">;
  /** There is no other change. */
  readonly isOnly: boolean;
}

/** The changes that say nothing, in one line that opens. */
function QuietChanges({ changes, report, isOnly }: QuietChangesProps): ReactNode {
  return (
    <details className="border-t border-line py-1 text-sm">
      <summary className="min-h-6 cursor-pointer text-muted hover:text-ink">
        {quietWords(changes, isOnly)}
      </summary>
      <ul className="flex flex-col">
        {changes.map(({ promptId, name, older, newer, verdict }) => (
          <li key={newer.promptVersionId} className="flex min-h-6 flex-wrap items-baseline gap-x-2">
            <PromptLink
              id={promptId}
              period={report.period}
              className="inline-block min-h-6 py-0.5 font-medium wrap-anywhere"
            >
              {name}
            </PromptLink>
            <span className="text-muted tabular-nums">
              v{older.number} → v{newer.number}, {verdict ?? "nothing to compare"}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** `3 more changes with nothing to compare or too little to say`. */
export function quietWords(changes: readonly Pick<PromptChange, "verdict">[], isOnly: boolean): string {
  const apart = changes.filter(({ verdict }) => verdict === null).length;
  const why = [
    ...(apart > 0 ? ["nothing to compare"] : []),
    ...(apart < changes.length ? ["too little to say"] : []),
  ].join(" or ");
  const count = formatCounted(changes.length, isOnly ? "change" : "more change");
  return `${count} with ${why}`;
}

/** The board has at most ten of a kind: `All 7 models`, `The first 10 models`. */
function ofAll(count: number, noun: string): string {
  if (count === 1) return `The ${noun} in full`;
  return `${count < LIST_LIMIT ? "All" : "The first"} ${formatCounted(count, noun)}`;
}

interface BodyTitleProps {
  readonly definition: Parameters<typeof Term>[0]["definition"];
  readonly children: string;
}

/** What a list below an answer is of. */
function BodyTitle({ definition, children }: BodyTitleProps): ReactNode {
  return (
    <h3 className="mb-1 text-sm font-medium text-muted">
      <Term definition={definition}>{children}</Term>
    </h3>
  );
}
