import type { ResultRow } from "@evalboard/contract";
import { trpc } from "@evalboard/react";
import type { ReactNode } from "react";
import { ItemLink } from "../address/links.tsx";
import { CachedBadge, itemTitle, ResultBadge, ResultMeasures } from "../figures/result.tsx";
import { Skeleton } from "../kit/card.tsx";
import { DifferenceText, useDifference } from "../kit/difference.tsx";
import { ErrorPanel } from "../kit/panels.tsx";
import { Sheet } from "../kit/sheet.tsx";
import { StepsText, TextBlock } from "../kit/text.tsx";
import { useRunSearch } from "./use-results.ts";

interface OpenResultProps {
  readonly runId: string;
  readonly datasetId: string;
  readonly position: number;
  /** The list behind it, to go on to the next one from here. */
  readonly results: readonly ResultRow[];
}

/** One result, whole, over the page. */
export function OpenResult({ runId, datasetId, position, results }: OpenResultProps): ReactNode {
  const [, change] = useRunSearch();
  const query = trpc.runs.result.useQuery({ runId, position });
  const { data: result, error } = query;
  return (
    <Sheet
      what="result"
      title={result === undefined ? `Result ${position}` : itemTitle(result)}
      notes={
        <>
          {result === undefined ? null : <ResultBadge result={result} />}
          {result === undefined ? null : <CachedBadge result={result} />}
          <span className="min-w-0 text-sm wrap-anywhere text-muted">
            no. {position}
            {result !== undefined && result.repeat > 1 ? ` · repeat ${result.repeat}` : ""}
            {result === undefined || result.itemName === null ? "" : ` · ${result.itemKey}`}
          </span>
        </>
      }
      rows={results}
      isOpen={(row) => row.position === position}
      open={(row) => change({ result: row.position }, true)}
      close={() => change({ result: undefined })}
    >
      {result !== undefined ? (
        <ResultDetail result={result} datasetId={datasetId} />
      ) : error === null ? (
        <Skeleton className="h-64" />
      ) : (
        <ErrorPanel error={error} retry={() => void query.refetch()} />
      )}
    </Sheet>
  );
}

interface ResultDetailProps {
  readonly result: ResultRow;
  readonly datasetId: string;
}

/** Everything about one result. */
function ResultDetail({ result, datasetId }: ResultDetailProps): ReactNode {
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-2">
        <ResultMeasures result={result} />
        <ItemLink datasetId={datasetId} itemKey={result.itemKey} className="text-sm text-accent">
          This item in all runs
        </ItemLink>
      </div>
      {result.error === null ? null : <TextBlock title="Error" text={result.error} tone="bad" />}
      {result.reason === null ? null : <TextBlock title="Reason" text={result.reason} />}
      <ResultTexts result={result} />
      <StepsText transcript={result.transcript} />
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
