import type { ModelQuery } from "@evalboard/contract";
import { type ReactNode, useMemo } from "react";
import { reportOptions } from "../report/report-options.ts";
import { DatasetsTable } from "../subject/datasets-table.tsx";
import { OverTime } from "../subject/over-time.tsx";
import { PromptVersionsTable } from "../subject/prompt-versions-table.tsx";
import { SubjectPage } from "../subject/subject-page.tsx";
import { trpc } from "../trpc.ts";

/** One model: its figures, by dataset and by prompt version. */
export function ModelPage({ modelId, period }: ModelQuery): ReactNode {
  const query = trpc.stats.model.useQuery({ modelId, period }, reportOptions);
  const runs = useMemo(() => ({ modelId }), [modelId]);
  return (
    <SubjectPage
      kind="model"
      query={query}
      subjectOf={({ model }) => ({ kind: "model", name: model.name, note: model.provider, runs })}
    >
      {(report) => (
        <>
          <OverTime report={report} runs={runs} />
          <DatasetsTable report={report} runs={runs} />
          <PromptVersionsTable report={report} runs={runs} />
        </>
      )}
    </SubjectPage>
  );
}
