import type { Period, RunRow } from "@evalboard/contract";
import { trpc } from "@evalboard/react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ModelLink, PromptLink, RunsLink } from "../address/links.tsx";
import { runColumn } from "../figures/run.tsx";
import { Card, Skeleton } from "../kit/card.tsx";
import { ErrorPanel } from "../kit/panels.tsx";
import { type Column, DataTable } from "../kit/table.tsx";
import type { Subject } from "./frame.tsx";

const SHOWN = 10;

interface LatestRunsProps {
  readonly subject: Subject;
  readonly period: Period;
}

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
          isFolded
          label="Latest runs"
          columns={latestRunColumns(period).filter(({ heading }) => kind !== "model" || heading !== "Model")}
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

/** As on the run list; names lead to their own pages, with figures of the same period. */
function latestRunColumns(period: Period): readonly Column<RunRow>[] {
  return [
    {
      heading: "Run",
      width: "w-[22%] lg:w-[16%]",
      wide: true,
      bare: true,
      cell: ({ id, dataset, prompt }) => (
        <>
          <Link to="/runs/$runId" params={{ runId: id }} className="block after:absolute after:inset-0">
            <span className="font-medium wrap-anywhere">{dataset.name}</span>
          </Link>
          <PromptLink
            id={prompt.id}
            period={period}
            className="relative z-1 text-xs wrap-anywhere text-muted"
          >
            {prompt.name} v{prompt.version}
          </PromptLink>
        </>
      ),
    },
    {
      heading: "Model",
      width: "w-[19%] lg:w-[14%]",
      wide: true,
      bare: true,
      cell: ({ model }) => (
        <>
          <ModelLink id={model.id} period={period} className="relative z-1 wrap-anywhere">
            {model.name}
          </ModelLink>
          <span className="block text-xs wrap-anywhere text-muted">{model.provider}</span>
        </>
      ),
    },
    { ...runColumn.score, width: "w-[15%]" },
    runColumn.passRate,
    { ...runColumn.items, roomy: true, width: "w-[11%]" },
    runColumn.latency,
    runColumn.cost,
    { ...runColumn.started, width: "w-[16%] lg:w-[13%]" },
  ];
}
