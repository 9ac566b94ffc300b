import type { RunDetail } from "@evalboard/contract";
import { formatInstant } from "@evalboard/format";
import type { ReactNode } from "react";
import { Card } from "../ui/card.tsx";
import { Unknown } from "../ui/unknown.tsx";

/** Where the run came from and when. */
export function Provenance({ run }: { readonly run: RunDetail }): ReactNode {
  const rows: readonly (readonly [string, ReactNode])[] = [
    ["Tool", run.source ?? <Unknown key="source" />],
    ["File", run.sourceFile ?? <Unknown key="file" />],
    ["Label", run.label ?? <Unknown key="label" why="it was given none" />],
    ["Commit", run.commit ?? <Unknown key="commit" />],
    ["External id", run.externalId],
    ["Run id", run.id],
    ["Started", formatInstant(run.startedAt)],
    [
      "Completed",
      run.completedAt === null ? (
        <Unknown key="completed" why="not completed" />
      ) : (
        formatInstant(run.completedAt)
      ),
    ],
  ];
  const failed = run.failedAt === null ? [] : [["Failed", formatInstant(run.failedAt)] as const];
  return (
    <Card title="Provenance">
      <dl className="flex flex-col gap-3 text-sm">
        {[...rows, ...failed].map(([term, value]) => (
          <div key={term}>
            <dt className="text-xs text-muted">{term}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
