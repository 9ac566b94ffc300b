import type { Period, ReportHead, RunGroup } from "@evalboard/contract";
import { defaultStringifySearch, Link, useNavigate, useRouter } from "@tanstack/react-router";
import { type MouseEvent, type ReactNode, useCallback } from "react";
import { compareSearch } from "./compare.ts";
import type { RunsSearch } from "./runs.ts";

type CompareLinkProps = {
  /** Null where it is to be chosen on the page. */
  readonly baseline: RunGroup | null;
  readonly candidate: RunGroup | null;
  readonly children: ReactNode;
  readonly className?: string;
};

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

type PairLinkProps = {
  readonly search: RunsSearch;
  readonly window: ReportHead["window"];
  readonly title: string;
  readonly children: ReactNode;
};

/**
 * Leads to the completed runs of a pair in the window. It is a plain anchor: a matrix has up to ten thousand, and each of
 * the router's own links takes part in every change of the address.
 */
export function PairLink({ search, window, title, children }: PairLinkProps): ReactNode {
  const { history } = useRouter();
  const { from: completedFrom, to: completedTo } = window;
  const href = `/runs${defaultStringifySearch({ ...search, status: "completed", completedFrom, completedTo })}`;
  const follow = (event: MouseEvent): void => {
    // Another tab, another window and a download are the browser's.
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.push(href);
  };
  return (
    <a href={href} title={title} onClick={follow} className="block rounded-md hover:underline">
      {children}
    </a>
  );
}

type Bucket = { readonly from: string; readonly to: string };

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

type NarrowLinkProps = {
  readonly by: Pick<RunsSearch, "modelId" | "datasetId" | "promptVersionId">;
  readonly children: ReactNode;
  readonly className?: string;
};

/** Narrows the run list further, from within a row that is covered by the link of its run. */
export function NarrowLink({ by, children, className = "" }: NarrowLinkProps): ReactNode {
  return (
    <Link
      from="/runs"
      to="/runs"
      search={(before) => ({ ...before, ...by })}
      className={`relative z-1 underline-offset-2 hover:underline ${className}`}
    >
      {children}
    </Link>
  );
}

type RunsLinkProps = {
  readonly search: RunsSearch;
  /** Leads to the completed runs of this window alone: those that a figure of it rests on. */
  readonly window?: Pick<ReportHead["window"], "from" | "to">;
  readonly title?: string;
  readonly children: ReactNode;
  readonly className?: string;
};

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

type DatasetLinkProps = {
  readonly datasetId: string;
  /** Of the figures that it leads to. */
  readonly period: Period;
  readonly children: ReactNode;
  readonly className?: string;
};

/** A name that leads to the dataset's page. */
export function DatasetLink({ datasetId, period, children, className = "" }: DatasetLinkProps): ReactNode {
  return (
    <Link
      to="/datasets/$datasetId"
      params={{ datasetId }}
      search={{ period }}
      className={`underline-offset-2 hover:underline ${className}`}
    >
      {children}
    </Link>
  );
}

type ModelLinkProps = {
  readonly modelId: string;
  /** Of the figures that it leads to. */
  readonly period: Period;
  readonly children: ReactNode;
  readonly className?: string;
};

/** A name that leads to the model's page. */
export function ModelLink({ modelId, period, children, className = "" }: ModelLinkProps): ReactNode {
  return (
    <Link
      to="/models/$modelId"
      params={{ modelId }}
      search={{ period }}
      className={`underline-offset-2 hover:underline ${className}`}
    >
      {children}
    </Link>
  );
}

type PromptLinkProps = {
  readonly promptId: string;
  /** Of the figures that it leads to. */
  readonly period: Period;
  readonly children: ReactNode;
  readonly className?: string;
};

/** A name that leads to the prompt's page. */
export function PromptLink({ promptId, period, children, className = "" }: PromptLinkProps): ReactNode {
  return (
    <Link
      to="/prompts/$promptId"
      params={{ promptId }}
      search={{ period }}
      className={`underline-offset-2 hover:underline ${className}`}
    >
      {children}
    </Link>
  );
}
