import { formatCount } from "@evalboard/format";
import type { RunRow } from "@evalboard/runs/contract";
import type { ReactNode } from "react";
import { OutcomeBar } from "../outcome/outcome-bar.tsx";
import { outcomeCountsOf } from "../outcome/outcome-counts-of.ts";
import { Unknown } from "../ui/unknown.tsx";

/** A run's items by outcome and how many they are. */
export function RunSplit({ run }: { readonly run: RunRow }): ReactNode {
  const counts = outcomeCountsOf(run);
  if (counts === null || run.totalItems === null) return <Unknown why="not counted before completion" />;
  return (
    <div className="flex items-center gap-3">
      <OutcomeBar counts={counts} className="h-2" />
      <span className="w-10 shrink-0 text-right tabular-nums">{formatCount(run.totalItems)}</span>
    </div>
  );
}
