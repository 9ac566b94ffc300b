import type { DemoStatus } from "@evalboard/contract";
import { formatCount } from "@evalboard/format";
import type { ReactNode } from "react";

/** How far the loading or removing of the demo is, and why it came to no end. */
export function DemoProgress({ work }: { readonly work: DemoStatus["work"] }): ReactNode {
  if (work === null) return null;
  if (work.error !== null) {
    return (
      <p role="alert" className="text-sm wrap-anywhere text-bad">
        It broke off after {formatCount(work.runs)} runs: {work.error}
      </p>
    );
  }
  if (work.endedAt !== null) {
    return work.kind === "load" ? (
      <output className="text-sm">The demo is here: the board shows it within a minute.</output>
    ) : null;
  }
  const words = work.kind === "load" ? "Loading the demo" : "Removing the demo";
  return (
    <div className="flex min-w-48 flex-col gap-1 text-sm">
      <span>
        {words}: {formatCount(work.runs)} of {formatCount(work.totalRuns)} runs
      </span>
      <progress
        aria-label={words}
        max={Math.max(1, work.totalRuns)}
        value={work.runs}
        className="h-2 w-full appearance-none overflow-hidden rounded-full bg-track [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-track [&::-webkit-progress-value]:bg-accent"
      />
    </div>
  );
}
