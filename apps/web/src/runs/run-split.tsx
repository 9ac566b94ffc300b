import type { RunRow } from "@evalboard/contract";
import type { ReactNode } from "react";
import { OutcomeBar } from "../outcome/outcome-bar.tsx";
import { outcomeCountsOf } from "../outcome/outcome-counts-of.ts";
import { Count } from "../ui/count.tsx";
import { Unknown } from "../ui/unknown.tsx";

/** A run's items by outcome and how many they are. */
export function RunSplit({ run }: { readonly run: RunRow }): ReactNode {
  const counts = outcomeCountsOf(run);
  if (counts === null || run.totalItems === null) return <Unknown why="not counted before completion" />;
  return (
    <div className="flex items-center gap-3 md:max-lg:flex-col md:max-lg:items-end md:max-lg:gap-1">
      <OutcomeBar counts={counts} className="h-2" />
      <span className="w-12 shrink-0 text-right">
        <Count value={run.totalItems} />
      </span>
    </div>
  );
}
