import type { ResultRow } from "@evalboard/contract";
import type { ReactNode } from "react";
import { OutcomeBadge } from "../figures/outcome.tsx";
import { ResultMeasures } from "../figures/result.tsx";
import { Skeleton } from "../kit/card.tsx";
import { DifferenceText, useDifference } from "../kit/difference.tsx";
import { ErrorPanel } from "../kit/panels.tsx";
import { Sheet } from "../kit/sheet.tsx";
import { TextBlock } from "../kit/text.tsx";
import { trpc } from "../kit/trpc.ts";
import { useRunSearch } from "./use-results.ts";

interface OpenResultProps {
  readonly runId: string;
  readonly position: number;
  /** The list behind it, to go on to the next one from here. */
  readonly results: readonly ResultRow[];
}

/** One result, whole, over the page. */
export function OpenResult({ runId, position, results }: OpenResultProps): ReactNode {
  const [, change] = useRunSearch();
  // Stored results never change.
  const query = trpc.runs.result.useQuery({ runId, position }, { staleTime: Infinity });
  const { data: result, error } = query;
  return (
    <Sheet
      what="result"
      title={result?.itemKey ?? `Result ${position}`}
      notes={
        <>
          {result === undefined ? null : <OutcomeBadge outcome={result.outcome} />}
          <span className="text-sm text-muted">
            no. {position}
            {result !== undefined && result.repeat > 1 ? ` · repeat ${result.repeat}` : ""}
          </span>
        </>
      }
      rows={results}
      isOpen={(row) => row.position === position}
      open={(row) => change({ result: row.position }, true)}
      close={() => change({ result: undefined })}
    >
      {result !== undefined ? (
        <ResultDetail result={result} />
      ) : error === null ? (
        <Skeleton className="h-64" />
      ) : (
        <ErrorPanel error={error} retry={() => void query.refetch()} />
      )}
    </Sheet>
  );
}

/** Everything about one result. */
function ResultDetail({ result }: { readonly result: ResultRow }): ReactNode {
  return (
    <div className="flex flex-col gap-5">
      <ResultMeasures result={result} />
      {result.error === null ? null : <TextBlock title="Error" text={result.error} tone="bad" />}
      {result.reason === null ? null : <TextBlock title="Reason" text={result.reason} />}
      <ResultTexts result={result} />
      {result.textReplaced ? (
        <p className="text-xs text-muted">Characters that cannot be stored stand as � in these texts.</p>
      ) : null}
    </div>
  );
}

/** What was asked, what was expected and what came, side by side; words that differ are marked where that helps. */
function ResultTexts({ result: { input, expected, output } }: { readonly result: ResultRow }): ReactNode {
  const [marked, checkbox] = useDifference(expected, output);
  return (
    <div className="flex flex-col gap-2">
      {checkbox}
      <div className="grid gap-4 lg:grid-cols-3">
        <TextBlock title="Input" text={input} />
        <TextBlock title="Expected" text={expected}>
          {marked === null ? undefined : <DifferenceText parts={marked} side="before" />}
        </TextBlock>
        <TextBlock title="Output" text={output}>
          {marked === null ? undefined : <DifferenceText parts={marked} side="after" />}
        </TextBlock>
      </div>
    </div>
  );
}
