import { type Questions, trpc, useModel } from "@evalboard/react";
import { skipToken } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ScoreChart } from "./score-chart.tsx";

type Period = Questions["model"]["period"];
const periods: readonly Period[] = ["7d", "30d", "90d"];

interface ModelCardProps {
  /** As its runs have it; null for the model with the most runs. */
  readonly name: string | null;
}

/** How a model has scored: its figures and a chart, as old as a minute at most. */
export function ModelCard({ name }: ModelCardProps): ReactNode {
  const [period, setPeriod] = useState<Period>("30d");
  const modelId = useModelId(name);
  const { data: report, error } = useModel(modelId.data ? { modelId: modelId.data, period } : skipToken);

  const problem = modelId.error ?? error;
  if (problem !== null) return <Card>The board does not answer: {problem.message}</Card>;
  if (modelId.data === null) return <Card>No run of {name ?? "any model"} is on the board yet.</Card>;
  if (report === undefined) return <Card>Loading…</Card>;

  const { averageScore, scoreInterval, scoredRuns } = report.summary;
  return (
    <Card>
      <p className="figure">
        {averageScore?.toFixed(3) ?? "no score"}
        {scoreInterval === null ? null : (
          <small>
            {scoreInterval.low.toFixed(3)} to {scoreInterval.high.toFixed(3)}, 95 % interval
          </small>
        )}
        <small>{scoredRuns} scored runs</small>
      </p>
      <p className="periods">
        {periods.map((one) => (
          <button key={one} type="button" aria-pressed={one === period} onClick={() => setPeriod(one)}>
            {one}
          </button>
        ))}
      </p>
      <ScoreChart report={report} />
      <footer>
        {report.model.provider}/{report.model.name} · as of{" "}
        <time dateTime={report.generatedAt}>{new Date(report.generatedAt).toLocaleTimeString()}</time>
        {report.stale ? " · the board's database is away" : ""}
      </footer>
    </Card>
  );
}

/** The id that the board has for a model; null where no run of it is there. */
function useModelId(name: string | null) {
  return trpc.runs.catalogue.useQuery(name === null ? {} : { text: name }, {
    select: ({ models }) => models.find((model) => name === null || model.name === name)?.id ?? null,
    staleTime: Infinity,
  });
}

function Card({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <section>
      <h2>How well it answers</h2>
      {children}
    </section>
  );
}
