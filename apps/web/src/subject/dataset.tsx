import type { DatasetQuery, DatasetReport } from "@evalboard/contract";
import { useDataset } from "@evalboard/react";
import { getRouteApi } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import { ModelLink, PromptLink } from "../address/links.tsx";
import { type MatrixSide, ScoreMatrix } from "../figures/matrix.tsx";
import { MetricsTable } from "../figures/metrics.tsx";
import { RankedModels } from "../figures/ranked-models.tsx";
import { DatasetItemsCard } from "./dataset-items.tsx";
import { DatasetMessages } from "./dataset-messages.tsx";
import { DatasetVersionsCard } from "./dataset-versions.tsx";
import { OverTime } from "./over-time.tsx";
import { SubjectPage } from "./page.tsx";
import { CounterpartsTable, promptVersionsPlan } from "./tables.tsx";

const route = getRouteApi("/datasets/$datasetId");

/** The dataset and the period in the address. */
export function DatasetRoute(): ReactNode {
  const { datasetId } = route.useParams();
  const { period } = route.useSearch();
  // Another dataset is another page: no figures of one stay while those of the next are on the way.
  return <DatasetPage key={datasetId} datasetId={datasetId} period={period} />;
}

/** One dataset: its figures, by model, by prompt version, and by both. */
function DatasetPage({ datasetId, period }: DatasetQuery): ReactNode {
  const query = useDataset({ datasetId, period });
  const runs = useMemo(() => ({ datasetId }), [datasetId]);
  return (
    <SubjectPage
      kind="dataset"
      id={datasetId}
      query={query}
      subjectOf={({ dataset }) => ({ kind: "dataset", id: dataset.datasetId, name: dataset.name, runs })}
    >
      {(report) => (
        <>
          <OverTime report={report} runs={runs} />
          <DatasetMatrix report={report} />
          {report.summary.runs === 0 ? null : <DatasetItemsCard datasetId={datasetId} period={period} />}
          <MetricsTable metrics={report.metrics} />
          <RankedModels title="Models" models={report.models} report={report} runs={runs} />
          <CounterpartsTable
            plan={promptVersionsPlan}
            rows={report.promptVersions}
            report={report}
            runs={runs}
          />
          <DatasetVersionsCard datasetId={datasetId} />
          <DatasetMessages datasetId={datasetId} />
        </>
      )}
    </SubjectPage>
  );
}

/** The score of each model with each prompt version on the dataset. */
function DatasetMatrix({ report }: { readonly report: DatasetReport }): ReactNode {
  const cells = useMemo(() => pairsOf(report), [report]);
  if (cells.length === 0) return null;
  return (
    <ScoreMatrix
      title="Models by prompt version"
      definition="promptVersionMatrix"
      caption="Average score by model and prompt version"
      corner="Model"
      rows={modelSides(report)}
      columns={versionSides(report)}
      cells={cells}
      window={report.window}
    />
  );
}

function modelSides({ models, period }: DatasetReport): MatrixSide[] {
  return models.map(({ modelId, name }) => ({
    id: modelId,
    search: { modelId },
    heading: (
      <ModelLink id={modelId} period={period}>
        {name}
      </ModelLink>
    ),
  }));
}

function versionSides({ promptVersions, period, dataset: { datasetId } }: DatasetReport): MatrixSide[] {
  return promptVersions.map(({ promptId, promptName, promptVersionId, number }) => ({
    id: promptVersionId,
    search: { promptVersionId, datasetId },
    heading: (
      <PromptLink id={promptId} period={period}>
        {promptName} v{number}
      </PromptLink>
    ),
  }));
}

function pairsOf({ cells }: DatasetReport) {
  return cells.map(({ modelId, promptVersionId, ...pair }) => ({
    ...pair,
    row: modelId,
    column: promptVersionId,
  }));
}
