import { formatCounted } from "@evalboard/format";
import type { ReactNode } from "react";
import { Card } from "../ui/card.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import type { FileState } from "./import-state.ts";
import { FoundRuns } from "./found-runs.tsx";

/** One file: what is in it, or why it cannot be used. */
export function FileCard({ file: { name, survey, sent } }: { readonly file: FileState }): ReactNode {
  if (survey === null) {
    return (
      <Card title={name}>
        <Skeleton className="h-16" />
      </Card>
    );
  }
  if (survey.kind !== "found") {
    return (
      <Card title={name}>
        <p className={`text-sm wrap-anywhere ${survey.kind === "error" ? "text-bad" : "text-muted"}`}>
          {survey.kind === "error" ? "Cannot be imported: " : ""}
          {survey.text}
        </p>
      </Card>
    );
  }
  const { format, runs, warnings } = survey;
  return (
    <Card
      title={name}
      aside={
        <span className="text-sm text-muted">
          {format} · {formatCounted(runs.length, "run")}
        </span>
      }
      flush
    >
      {warnings.length === 0 ? null : (
        <ul className="mx-5 mb-3 list-inside list-disc rounded-lg bg-warn-soft px-3 py-2 text-sm wrap-anywhere text-warn">
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      <FoundRuns runs={runs} sent={sent} />
    </Card>
  );
}
