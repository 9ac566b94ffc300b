import type { ReactNode } from "react";
import { httpStatusOf } from "../app/http-status-of.ts";
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
  if (isNoSuchRun(error)) return <NoSuchRun />;
  return <ErrorPanel error={error} retry={() => void refetch()} />;
}

/** Not there, or not even the name of a run. */
function isNoSuchRun(error: unknown): boolean {
  const status = httpStatusOf(error);
  return status === 404 || status === 400;
}
