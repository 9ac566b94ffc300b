import type { RunRow } from "@evalboard/contract";
import { Link } from "@tanstack/react-router";
import { GitCompareArrows } from "lucide-react";
import type { ReactNode } from "react";
import { CompareLink } from "../compare/compare-link.tsx";
import { useRunsSearch } from "./use-runs-search.ts";

const linkClass =
  "relative z-1 inline-grid h-7 min-w-7 place-items-center rounded-lg border border-transparent px-1.5 text-muted hover:border-line-strong hover:bg-surface hover:text-ink";

/** Takes a completed run as the one to compare with; once there is one, compares this run with it. */
export function CompareRun({ run }: { readonly run: RunRow }): ReactNode {
  const [{ baseline }] = useRunsSearch();
  if (run.status !== "completed" || run.id === baseline) return null;
  const what = `the run on ${run.dataset.name}`;
  if (baseline === undefined) {
    return (
      <Link
        from="/runs"
        to="/runs"
        search={(before) => ({ ...before, baseline: run.id })}
        resetScroll={false}
        title="Compare with another run"
        className={linkClass}
      >
        <GitCompareArrows className="size-3.5" aria-hidden />
        <span className="sr-only">Compare {what} with another</span>
      </Link>
    );
  }
  return (
    <CompareLink
      baseline={{ runId: baseline }}
      candidate={{ runId: run.id }}
      className={`${linkClass} bg-accent-soft text-accent`}
    >
      <GitCompareArrows className="size-3.5" aria-hidden />
      <span className="sr-only">Compare {what}</span>
    </CompareLink>
  );
}
