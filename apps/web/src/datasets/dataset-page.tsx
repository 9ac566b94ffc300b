import type { DatasetQuery } from "@evalboard/contract";
import { type ReactNode, useMemo } from "react";
import { reportOptions } from "../report/report-options.ts";
import { ModelsTable } from "../subject/models-table.tsx";
import { OverTime } from "../subject/over-time.tsx";
import { PromptVersionsTable } from "../subject/prompt-versions-table.tsx";
import { SubjectPage } from "../subject/subject-page.tsx";
import { trpc } from "../trpc.ts";
import { DatasetMatrix } from "./dataset-matrix.tsx";

/** One dataset: its figures, by model, by prompt version, and by both. */
export function DatasetPage({ datasetId, period }: DatasetQuery): ReactNode {
  const query = trpc.stats.dataset.useQuery({ datasetId, period }, reportOptions);
  const runs = useMemo(() => ({ datasetId }), [datasetId]);
  return (
    <SubjectPage
      kind="dataset"
      query={query}
      subjectOf={({ dataset }) => ({ kind: "dataset", name: dataset.name, runs })}
    >
      {(report) => (
        <>
          <OverTime report={report} runs={runs} />
          <DatasetMatrix report={report} />
          <ModelsTable report={report} runs={runs} />
          <PromptVersionsTable report={report} runs={runs} />
        </>
      )}
    </SubjectPage>
  );
}
