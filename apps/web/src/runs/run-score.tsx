import type { RunRow } from "@evalboard/contract";
import { formatScore } from "@evalboard/format";
import type { ReactNode } from "react";
import { RunBadge } from "./run-badge.tsx";

/** A run's average score; where it has none, what became of it. */
export function RunScore({ run }: { readonly run: RunRow }): ReactNode {
  if (run.averageScore === null) return <RunBadge run={run} />;
  return <span className="font-semibold tabular-nums">{formatScore(run.averageScore)}</span>;
}
