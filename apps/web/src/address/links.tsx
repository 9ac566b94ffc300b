import type { BoardFilter, Period, ReportHead, RunGroup } from "@evalboard/contract";
import { Link, useNavigate } from "@tanstack/react-router";
import { createContext, type ReactNode, use, useCallback } from "react";
import { runsSearchOf } from "./board.ts";
import { compareSearch } from "./compare.ts";
import type { RunsSearch } from "./runs.ts";

/** Which runs the figures around a link are of: it leads to no others. */
export const RunsWithin = createContext<BoardFilter>({});

interface CompareLinkProps {
  /** Null where it is to be chosen on the page. */
  readonly baseline: RunGroup | null;
  readonly candidate: RunGroup | null;
  readonly children: ReactNode;
  readonly className?: string;
}

/** Leads to the comparison of two groups of runs. */
export function CompareLink({ baseline, candidate, children, className = "" }: CompareLinkProps): ReactNode {
  const within = use(RunsWithin);
  const narrowed = (group: RunGroup | null) => group && { ...within, ...group };
  return (
    <Link
      to="/compare"
      search={compareSearch(narrowed(baseline), narrowed(candidate))}
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

/**
 * Goes to the runs that were completed in a step, which is given by its index: to all, or to those of `runs`, of which
 * `further` may say more.
 */
export function useBucketRuns(
  buckets: readonly Bucket[],
  runs: RunsSearch = ALL,
): (index: number, further?: RunsSearch) => void {
  const navigate = useNavigate();
  const within = use(RunsWithin);
  return useCallback(
    (index, further = ALL) => {
      const bucket = buckets[index];
      if (bucket === undefined) return;
      const { from: completedFrom, to: completedTo } = bucket;
      const completed = { status: "completed", completedFrom, completedTo } as const;
      const search = { ...runsSearchOf(within), ...runs, ...further, ...completed };
      void navigate({ to: "/runs", search });
    },
    [buckets, runs, within, navigate],
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
  const within = use(RunsWithin);
  const completed = window && {
    status: "completed" as const,
    completedFrom: window.from,
    completedTo: window.to,
  };
  return (
    <Link
      to="/runs"
      search={{ ...runsSearchOf(within), ...search, ...completed }}
      title={title}
      className={`underline-offset-2 hover:underline ${className}`}
    >
      {children}
    </Link>
  );
}

interface ItemLinkProps {
  readonly datasetId: string;
  readonly itemKey: string;
  readonly children: ReactNode;
  readonly className?: string;
}

/** Leads to the page of a dataset's item: how it fared in all runs. */
export function ItemLink({ datasetId, itemKey, children, className = "" }: ItemLinkProps): ReactNode {
  return (
    <Link
      to="/datasets/$datasetId/items/$itemKey"
      params={{ datasetId, itemKey }}
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
  readonly title?: string;
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

function figuresLink({ period, title, children, className = "" }: Omit<FiguresLinkProps, "id">) {
  return {
    search: { period },
    title,
    children,
    className: `underline-offset-2 hover:underline ${className}`,
  };
}
