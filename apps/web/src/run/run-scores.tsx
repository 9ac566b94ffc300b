import type { RunDetail } from "@evalboard/contract";
import { formatCounted } from "@evalboard/format";
import { type ReactNode, useMemo } from "react";
import { Histogram } from "../charts/histogram.tsx";
import { trpc } from "../trpc.ts";
import { Card } from "../ui/card.tsx";

/** How often the scores of a run that is going on are asked for, ms. */
const RUNNING_POLL_MS = 10_000;

/** How the run's scores are spread. Errored results have none; how many they are is said beside. */
export function RunScores({ run }: { readonly run: RunDetail }): ReactNode {
  const { data } = trpc.runs.scoreHistogram.useQuery(
    { runId: run.id },
    { refetchInterval: run.status === "running" ? RUNNING_POLL_MS : false },
  );
  const bins = useMemo(() => data?.map(({ results: count, ...bin }) => ({ ...bin, count })), [data]);
  const errored = run.erroredItems ?? 0;
  return (
    <Card
      title="Scores"
      aside={
        errored === 0 ? undefined : (
          <span className="text-sm text-muted">{formatCounted(errored, "errored result")} in no bar</span>
        )
      }
    >
      {bins === undefined ? (
        <div className="h-56" />
      ) : (
        <Histogram bins={bins} counted="Results" scale="Score" />
      )}
    </Card>
  );
}
