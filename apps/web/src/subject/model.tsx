import type { ModelQuery } from "@evalboard/contract";
import { useModel } from "@evalboard/react";
import { getRouteApi } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import { MetricsTable } from "../figures/metrics.tsx";
import { OverTime } from "./over-time.tsx";
import { SubjectPage } from "./page.tsx";
import { CounterpartsTable, datasetsPlan, promptVersionsPlan } from "./tables.tsx";

const route = getRouteApi("/models/$modelId");

/** The model and the period in the address. */
export function ModelRoute(): ReactNode {
  const { modelId } = route.useParams();
  const { period } = route.useSearch();
  // Another model is another page: no figures of one stay while those of the next are on the way.
  return <ModelPage key={modelId} modelId={modelId} period={period} />;
}

/** One model: its figures, by dataset and by prompt version. */
function ModelPage({ modelId, period }: ModelQuery): ReactNode {
  const query = useModel({ modelId, period });
  const runs = useMemo(() => ({ modelId }), [modelId]);
  return (
    <SubjectPage
      kind="model"
      id={modelId}
      query={query}
      subjectOf={({ model }) => ({
        kind: "model",
        id: model.modelId,
        name: model.name,
        note: model.provider,
        runs,
      })}
    >
      {(report) => (
        <>
          <OverTime report={report} runs={runs} />
          <MetricsTable metrics={report.metrics} />
          <CounterpartsTable plan={datasetsPlan} rows={report.datasets} report={report} runs={runs} />
          <CounterpartsTable
            plan={promptVersionsPlan}
            rows={report.promptVersions}
            report={report}
            runs={runs}
          />
        </>
      )}
    </SubjectPage>
  );
}
