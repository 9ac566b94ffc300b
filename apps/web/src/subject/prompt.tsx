import type { PromptChange, PromptQuery, PromptReport, PromptVersionReport } from "@evalboard/contract";
import { formatCount, formatDay } from "@evalboard/format";
import { usePrompt } from "@evalboard/react";
import { getRouteApi } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import { MetricsTable } from "../figures/metrics.tsx";
import { PromptChangesTable } from "../figures/prompt-changes.tsx";
import { RankedModels } from "../figures/ranked-models.tsx";
import { OverTime } from "./over-time.tsx";
import { SubjectPage } from "./page.tsx";
import { type CounterpartsPlan, CounterpartsTable, promptVersionsPlan, RankedDatasets } from "./tables.tsx";
import { VersionTexts } from "./version-texts.tsx";

const route = getRouteApi("/prompts/$promptId");

/** The prompt and the period in the address. */
export function PromptRoute(): ReactNode {
  const { promptId } = route.useParams();
  const { period } = route.useSearch();
  // Another prompt is another page: no figures of one stay while those of the next are on the way.
  return <PromptPage key={promptId} promptId={promptId} period={period} />;
}

/** One prompt: its figures, what each version changed and how it reads, and its models and datasets. */
function PromptPage({ promptId, period }: PromptQuery): ReactNode {
  const query = usePrompt({ promptId, period });
  const runs = useMemo(() => ({ promptId }), [promptId]);
  return (
    <SubjectPage
      kind="prompt"
      id={promptId}
      query={query}
      subjectOf={({ prompt }) => ({ kind: "prompt", id: prompt.promptId, name: prompt.name, runs })}
    >
      {(report) => (
        <>
          <VersionChanges report={report} />
          <VersionsTable report={report} />
          <OverTime report={report} runs={runs} />
          <VersionTexts versions={report.versions} />
          <MetricsTable metrics={report.metrics} />
          <RankedModels title="Models" models={report.models} report={report} runs={runs} />
          <RankedDatasets report={report} runs={runs} />
        </>
      )}
    </SubjectPage>
  );
}

/** What each version changed against the one before it, and how sure that is. */
function VersionChanges({ report }: { readonly report: PromptReport }): ReactNode {
  const changes = report.versions.flatMap(({ change }) => (change === null ? [] : [change]));
  if (changes.length === 0) return null;
  return (
    <PromptChangesTable title="Changes" report={report} changes={changes} noun="change">
      {correctionWords(changes)}
    </PromptChangesTable>
  );
}

/** How the verdicts on a prompt's own changes were tested: the board corrects for other prompts instead. */
export function correctionWords(changes: readonly Pick<PromptChange, "pValue">[]): string {
  const tested = changes.filter(({ pValue }) => pValue !== null).length;
  const scope = "Over all runs of both versions, whenever they were.";
  if (tested === 0) return `${scope} No change has enough for a test.`;
  const others =
    "On the board the newest change is corrected for other prompts, so that its verdict may differ.";
  if (tested === 1) return `${scope} One change of this prompt could be tested, at 5%. ${others}`;
  return `${scope} Tested at 5%, and corrected for the ${formatCount(tested)} changes of this prompt tested (Holm); intervals are not. ${others}`;
}

/** The prompt's versions with their figures, newest first. */
function VersionsTable({ report }: { readonly report: PromptReport }): ReactNode {
  return <CounterpartsTable plan={versionsPlan} rows={report.versions} report={report} runs={{}} />;
}

const versionsPlan: CounterpartsPlan<"promptVersionId", PromptVersionReport> = {
  ...promptVersionsPlan,
  title: "Versions",
  heading: "Version",
  name: ({ number, firstRunAt }, { timeZone }) => (
    <>
      <span className="block font-medium">v{number}</span>
      <span className="block text-xs text-muted">
        since <time dateTime={firstRunAt}>{formatDay(firstRunAt, timeZone)}</time>
      </span>
    </>
  ),
};
