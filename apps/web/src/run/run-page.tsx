import type { ReactNode } from "react";
import { isNotThere } from "../app/is-not-there.ts";
import { ErrorPanel } from "../ui/error-panel.tsx";
import { NoSuchRun } from "./no-such-run.tsx";
import { RunSkeleton } from "./run-skeleton.tsx";
import { RunView } from "./run-view.tsx";
import { useRun } from "./use-run.ts";

/** One run, in whichever state its page is. */
export function RunPage({ runId }: { readonly runId: string }): ReactNode {
  const { data: run, error, refetch } = useRun(runId);
  if (run !== undefined) return <RunView run={run} />;
  if (error === null) return <RunSkeleton />;
  if (isNotThere(error)) return <NoSuchRun />;
  return <ErrorPanel error={error} retry={() => void refetch()} />;
}
