import type { ResultRow } from "@evalboard/contract";
import { trpc } from "@evalboard/react";
import type { ReactNode } from "react";
import { ItemLink } from "../address/links.tsx";
import { ResultDetail } from "../figures/result-detail.tsx";
import { CachedBadge, itemTitle, ResultBadge } from "../figures/result.tsx";
import { Skeleton } from "../kit/card.tsx";
import { ErrorPanel } from "../kit/panels.tsx";
import { Sheet } from "../kit/sheet.tsx";
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
        <ResultDetail
          result={result}
          link={
            <ItemLink datasetId={datasetId} itemKey={result.itemKey} className="text-sm text-accent">
              This item in all runs
            </ItemLink>
          }
        />
      ) : error === null ? (
        <Skeleton className="h-64" />
      ) : (
        <ErrorPanel error={error} retry={() => void query.refetch()} />
      )}
    </Sheet>
  );
}
