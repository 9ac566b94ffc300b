import type { RunDetail, RunRevision } from "@evalboard/contract";
import { formatCounted, formatInstant, formatScore } from "@evalboard/format";
import { trpc } from "@evalboard/react";
import type { ReactNode } from "react";
import { Card, Skeleton } from "../kit/card.tsx";
import { describeError } from "../kit/errors.ts";

/** What the run held before it was replaced, the latest first; nothing of a run that nobody replaced. */
export function Revisions({ run }: { readonly run: RunDetail }): ReactNode {
  return run.revisions === 0 ? null : <RevisionsCard run={run} />;
}

function RevisionsCard({ run }: { readonly run: RunDetail }): ReactNode {
  const { data, error } = trpc.runs.revisions.useQuery({ runId: run.id });
  const times = run.revisions === 1 ? "once" : `${run.revisions} times`;
  return (
    <Card title={`Replaced ${times}`}>
      {data === undefined ? (
        <RevisionsPending error={error === null ? null : describeError(error).detail} />
      ) : (
        <ol className="flex flex-col gap-3 text-sm">
          {data.map((revision) => (
            <li key={revision.number}>
              <span className="block text-xs text-muted">{formatInstant(revision.replacedAt)}</span>
              <span className="wrap-anywhere">Before: {revisionWords(revision)}</span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

function RevisionsPending({ error }: { readonly error: string | null }): ReactNode {
  return error === null ? <Skeleton className="h-10" /> : <p className="text-sm text-bad">{error}</p>;
}

/** `0.500 over 2 results, from a.json`. */
export function revisionWords({ status, averageScore, results, sourceFile }: RunRevision): string {
  const figures = averageScore === null ? "no score" : formatScore(averageScore);
  const ended = status === "completed" ? "" : ", it had not been completed";
  const from = sourceFile === null ? "" : `, from ${sourceFile}`;
  return `${figures} over ${formatCounted(results, "result")}${from}${ended}`;
}
