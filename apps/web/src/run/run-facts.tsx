import type { RunDetail } from "@evalboard/contract";
import { formatCost, formatCount, formatLatency, formatScore } from "@evalboard/format";
import type { ReactNode } from "react";
import { Fact } from "./fact.tsx";

/** The figures that completion made facts; unknown ones say so. */
export function RunFacts({ run }: { readonly run: RunDetail }): ReactNode {
  const isCompleted = run.status === "completed";
  const pending = isCompleted ? undefined : "known at completion";
  return (
    <dl className="grid grid-cols-2 gap-3 md:grid-cols-3 md:gap-4 xl:grid-cols-6">
      <Fact
        title="Average score"
        value={run.averageScore}
        format={formatScore}
        why={pending ?? "all items errored"}
      />
      <Fact
        title={isCompleted ? "Items" : "Results so far"}
        value={run.totalItems ?? run.results}
        format={formatCount}
      />
      <Fact
        title="Mean latency"
        value={run.latencyMs}
        format={formatLatency}
        why={pending ?? "not measured"}
      />
      <Fact title="Cost" value={run.costUsd} format={formatCost} why={pending ?? "the source gave no cost"} />
      <Fact
        title="Input tokens"
        value={run.inputTokens}
        format={formatCount}
        why={pending ?? "the source gave none"}
      />
      <Fact
        title="Output tokens"
        value={run.outputTokens}
        format={formatCount}
        why={pending ?? "the source gave none"}
      />
    </dl>
  );
}
