import type { Period, ReportHead, RunGroup } from "@evalboard/contract";
import { Link, useNavigate } from "@tanstack/react-router";
import { type ReactNode, useCallback } from "react";
import { compareSearch } from "./compare.ts";
import type { RunsSearch } from "./runs.ts";

interface CompareLinkProps {
  /** Null where it is to be chosen on the page. */
  readonly baseline: RunGroup | null;
  readonly candidate: RunGroup | null;
  readonly children: ReactNode;
  readonly className?: string;
}

/** Leads to the comparison of two groups of runs. */
export function CompareLink({ baseline, candidate, children, className = "" }: CompareLinkProps): ReactNode {
  return (
    <Link
      to="/compare"
      search={compareSearch(baseline, candidate)}
      className={className === "" ? "underline-offset-2 hover:underline" : className}
    >
      {children}
    </Link>
  );
}

interface Bucket {
  readonly from: string;
  readonly to: string;
}

const ALL: RunsSearch = {};

/** Goes to the runs that were completed in a step, which is given by its index: to all, or to those of `runs`. */
export function useBucketRuns(buckets: readonly Bucket[], runs: RunsSearch = ALL): (index: number) => void {
  const navigate = useNavigate();
  return useCallback(
    (index) => {
      const bucket = buckets[index];
      if (bucket === undefined) return;
      const { from: completedFrom, to: completedTo } = bucket;
      void navigate({ to: "/runs", search: { ...runs, status: "completed", completedFrom, completedTo } });
    },
    [buckets, runs, navigate],
  );
}

interface RunsLinkProps {
  readonly search: RunsSearch;
  /** Leads to the completed runs of this window alone: those that a figure of it rests on. */
  readonly window?: Pick<ReportHead["window"], "from" | "to">;
  readonly title?: string;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A name or a figure that leads to its runs. */
export function RunsLink({ search, window, title, children, className = "" }: RunsLinkProps): ReactNode {
  const within = window && {
    status: "completed" as const,
    completedFrom: window.from,
    completedTo: window.to,
  };
  return (
    <Link
      to="/runs"
      search={{ ...search, ...within }}
      title={title}
      className={`underline-offset-2 hover:underline ${className}`}
    >
      {children}
    </Link>
  );
}

interface FiguresLinkProps {
  readonly id: string;
  /** Of the figures that it leads to. */
  readonly period: Period;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A name that leads to the dataset's page. */
export function DatasetLink({ id, ...link }: FiguresLinkProps): ReactNode {
  return <Link to="/datasets/$datasetId" params={{ datasetId: id }} {...figuresLink(link)} />;
}

/** A name that leads to the model's page. */
export function ModelLink({ id, ...link }: FiguresLinkProps): ReactNode {
  return <Link to="/models/$modelId" params={{ modelId: id }} {...figuresLink(link)} />;
}

/** A name that leads to the prompt's page. */
export function PromptLink({ id, ...link }: FiguresLinkProps): ReactNode {
  return <Link to="/prompts/$promptId" params={{ promptId: id }} {...figuresLink(link)} />;
}

function figuresLink({ period, children, className = "" }: Omit<FiguresLinkProps, "id">) {
  return { search: { period }, children, className: `underline-offset-2 hover:underline ${className}` };
}
