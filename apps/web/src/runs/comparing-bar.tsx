import { GitCompareArrows } from "lucide-react";
import type { ReactNode } from "react";
import { trpc } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { runName } from "./run-name.ts";
import { useRunsSearch } from "./use-runs-search.ts";

/** While a run waits to be compared: which one, and the way out. */
export function ComparingBar({ baseline }: { readonly baseline: string }): ReactNode {
  const [, change] = useRunsSearch();
  const { data } = trpc.runs.get.useQuery({ runId: baseline });
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-xl border border-line bg-accent-soft px-5 py-3 text-sm">
      <output className="flex min-w-0 grow items-start gap-2.5">
        <GitCompareArrows className="mt-0.5 size-4 shrink-0 text-accent" aria-hidden />
        <span className="min-w-0 wrap-anywhere">
          Choose the run to compare with{" "}
          <span className="font-semibold">{data === undefined ? "the one chosen" : runName(data)}</span>
        </span>
      </output>
      <Button onClick={() => change({ baseline: undefined })}>Cancel</Button>
    </div>
  );
}
