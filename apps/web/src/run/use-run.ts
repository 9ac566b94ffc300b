import { trpc } from "../trpc.ts";

/** How often a run that is still running is asked for, ms. */
const RUNNING_POLL_MS = 2_000;

/** A run as it is now; one that is running is asked for again and again. */
export function useRun(runId: string) {
  return trpc.runs.get.useQuery(
    { runId },
    { refetchInterval: (query) => (query.state.data?.status === "running" ? RUNNING_POLL_MS : false) },
  );
}
