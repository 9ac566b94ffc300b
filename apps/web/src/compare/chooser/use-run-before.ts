import { formatScore } from "@evalboard/format";
import { skipToken } from "@tanstack/react-query";
import { runName } from "../../runs/run-name.ts";
import { trpc } from "../../trpc.ts";
import type { Counterpart } from "./counterparts-of.ts";

const FEW = 3;

/** What a single run is best held against: those completed before it with the same model, dataset and prompt, newest first. */
export function useRunBefore(runId: string | undefined): {
  readonly counterparts: readonly Counterpart[];
  readonly isPending: boolean;
} {
  const run = trpc.runs.get.useQuery(runId === undefined ? skipToken : { runId });
  const completedAt = run.data?.completedAt;
  const before = trpc.runs.list.useQuery(
    run.data && completedAt
      ? {
          modelId: run.data.model.id,
          datasetId: run.data.dataset.id,
          promptId: run.data.prompt.id,
          completedTo: completedAt,
          limit: FEW,
        }
      : skipToken,
  );
  const counterparts = (before.data?.runs ?? []).map((one) => ({
    title: runName(one),
    detail: `${one.prompt.name} v${one.prompt.version} · score ${one.averageScore === null ? "unknown" : formatScore(one.averageScore)}`,
    group: { runId: one.id },
  }));
  return { counterparts, isPending: run.isLoading || before.isLoading };
}
