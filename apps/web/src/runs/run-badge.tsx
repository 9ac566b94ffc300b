import type { RunRow } from "@evalboard/contract";
import { LoaderCircle, OctagonAlert } from "lucide-react";
import type { ReactNode } from "react";
import { OutcomeBadge } from "../outcome/outcome-badge.tsx";

/** A completed run's outcome, or that it is running, or that it broke off. */
export function RunBadge({ run }: { readonly run: Pick<RunRow, "status" | "outcome"> }): ReactNode {
  if (run.outcome !== null) return <OutcomeBadge outcome={run.outcome} />;
  const isRunning = run.status === "running";
  const Icon = isRunning ? LoaderCircle : OctagonAlert;
  return (
    <span
      title={isRunning ? "Results are still coming in" : "The run broke off and has no facts"}
      className={`inline-flex items-center gap-1.5 text-sm whitespace-nowrap ${isRunning ? "text-accent" : "text-bad"}`}
    >
      <Icon className={`size-3.5 shrink-0 ${isRunning ? "animate-spin" : ""}`} aria-hidden />
      {isRunning ? "Running" : "Run failed"}
    </span>
  );
}
