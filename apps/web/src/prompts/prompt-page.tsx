import type { PromptQuery } from "@evalboard/contract";
import { type ReactNode, useMemo } from "react";
import { reportOptions } from "../report/report-options.ts";
import { DatasetsTable } from "../subject/datasets-table.tsx";
import { ModelsTable } from "../subject/models-table.tsx";
import { OverTime } from "../subject/over-time.tsx";
import { SubjectPage } from "../subject/subject-page.tsx";
import { trpc } from "../trpc.ts";
import { VersionChanges } from "./version-changes.tsx";
import { VersionTexts } from "./version-texts.tsx";
import { VersionsTable } from "./versions-table.tsx";

/** One prompt: its figures, what each version changed and how it reads, and its models and datasets. */
export function PromptPage({ promptId, period }: PromptQuery): ReactNode {
  const query = trpc.stats.prompt.useQuery({ promptId, period }, reportOptions);
  const runs = useMemo(() => ({ promptId }), [promptId]);
  return (
    <SubjectPage
      kind="prompt"
      query={query}
      subjectOf={({ prompt }) => ({ kind: "prompt", name: prompt.name, runs })}
    >
      {(report) => (
        <>
          <VersionChanges report={report} />
          <VersionsTable report={report} />
          <OverTime report={report} runs={runs} />
          <VersionTexts versions={report.versions} />
          <ModelsTable report={report} runs={runs} />
          <DatasetsTable report={report} runs={runs} />
        </>
      )}
    </SubjectPage>
  );
}
