import type { RunDetail } from "@evalboard/contract";
import { formatInstant } from "@evalboard/format";
import { trpc } from "@evalboard/react";
import { getRouteApi, Link } from "@tanstack/react-router";
import { OctagonAlert, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "../kit/button.tsx";
import { Skeleton, SkeletonCard } from "../kit/card.tsx";
import { isNotThere } from "../kit/errors.ts";
import { ErrorPanel, MessagePanel } from "../kit/panels.tsx";
import { Description } from "./description.tsx";
import { RunFacts } from "./facts.tsx";
import { PromptText, Provenance, RunOutcomes, RunScores } from "./figures.tsx";
import { RunHeader } from "./head.tsx";
import { RunMessages } from "./messages.tsx";
import { RunMetrics } from "./metrics.tsx";
import { Revisions } from "./revisions.tsx";
import { Results } from "./results.tsx";

const route = getRouteApi("/records/runs/$runId");

/** The run in the address. */
export function RunRoute(): ReactNode {
  const { runId } = route.useParams();
  // Another run is another page: nothing opened on one stays open on the next.
  return <RunPage key={runId} runId={runId} />;
}

/** One run, in whichever state its page is. */
function RunPage({ runId }: { readonly runId: string }): ReactNode {
  const { data: run, error, refetch } = useRun(runId);
  if (run !== undefined) return <RunView run={run} />;
  if (error === null) return <RunSkeleton />;
  if (isNotThere(error)) return <NoSuchRun />;
  return <ErrorPanel error={error} retry={() => void refetch()} />;
}

/** An address of a run that this board does not have. */
function NoSuchRun(): ReactNode {
  return (
    <>
      <title>No such run · EvalBoard</title>
      <MessagePanel Icon={SearchX} title="There is no such run on this board" headingLevel="h1">
        <p className="text-sm text-muted">The link may be cut short, or belong to another board.</p>
        <Link to="/runs" className={buttonClass}>
          See all runs
        </Link>
      </MessagePanel>
    </>
  );
}

/** A run page's outline while the run is on the way. */
function RunSkeleton(): ReactNode {
  return (
    <div className="flex flex-col gap-5">
      <output className="sr-only">Loading the run…</output>
      <Skeleton className="h-19 w-72" />
      <SkeletonCard className="h-21" />
      <SkeletonCard className="h-60" />
    </div>
  );
}

/** A run: its facts, what it was made from, and its results one by one. */
function RunView({ run }: { readonly run: RunDetail }): ReactNode {
  return (
    <>
      <title>{`${run.dataset.name} · ${run.model.name} · EvalBoard`}</title>
      <RunHeader run={run} />
      {run.error === null ? null : <RunTrouble error={run.error} />}
      {run.textsRemovedAt === null ? null : <TextsRemoved at={run.textsRemovedAt} />}
      <RunFacts run={run} />
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_22rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <RunScores run={run} />
          <RunOutcomes run={run} />
          <RunMetrics run={run} />
          <RunMessages run={run} />
          <PromptText run={run} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Description run={run} />
          <Provenance run={run} />
          <Revisions run={run} />
        </div>
      </div>
      <Results run={run} />
    </>
  );
}

/** Why a run broke off. */
function RunTrouble({ error }: { readonly error: string }): ReactNode {
  return (
    <div className="flex gap-3 rounded-xl border border-line bg-surface px-5 py-4 text-sm shadow-card">
      <OctagonAlert className="mt-0.5 size-4 shrink-0 text-bad" aria-hidden />
      <div className="min-w-0">
        <p className="font-medium">The run broke off</p>
        <p className="wrap-anywhere whitespace-pre-wrap text-muted">{error}</p>
      </div>
    </div>
  );
}

/** Why its results have no texts any more. */
function TextsRemoved({ at }: { readonly at: string }): ReactNode {
  return (
    <p className="rounded-xl border border-line bg-surface px-5 py-4 text-sm text-muted shadow-card">
      The questions, answers and reasons of this run were removed at {formatInstant(at)}. Its figures and
      scores are kept.
    </p>
  );
}

/** How often a run that is still running is asked for, ms. */
const RUNNING_POLL_MS = 2_000;

/** A run as it is now; one that is running is asked for again and again. */
function useRun(runId: string) {
  return trpc.runs.get.useQuery(
    { runId },
    { refetchInterval: (query) => (query.state.data?.status === "running" ? RUNNING_POLL_MS : false) },
  );
}
