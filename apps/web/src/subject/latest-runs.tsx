import type { Period } from "@evalboard/contract";
import type { ReactNode } from "react";
import { RunsLink } from "../runs/runs-link.tsx";
import { trpc } from "../trpc.ts";
import { Card } from "../ui/card.tsx";
import { ErrorPanel } from "../ui/error-panel.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { DataTable } from "../ui/table/data-table.tsx";
import { latestRunColumns } from "./latest-run-columns.tsx";
import type { Subject } from "./subject.ts";

const SHOWN = 10;

type LatestRunsProps = { readonly subject: Subject; readonly period: Period };

/** The subject's latest runs as they are now, whatever the window, and the way to all of them. */
export function LatestRuns({ subject: { kind, runs }, period }: LatestRunsProps): ReactNode {
  const { data, error, refetch } = trpc.runs.list.useQuery({ ...runs, limit: SHOWN });
  return (
    <Card
      title="Latest runs"
      aside={
        <RunsLink search={runs} className="text-sm text-accent">
          All runs of this {kind}
        </RunsLink>
      }
      flush
    >
      {data !== undefined ? (
        <DataTable
          label="Latest runs"
          columns={latestRunColumns(period)}
          rows={data.runs}
          keyOf={({ id }) => id}
        />
      ) : error === null ? (
        <Skeleton className="m-5 h-80" />
      ) : (
        <ErrorPanel error={error} retry={() => void refetch()} />
      )}
    </Card>
  );
}
