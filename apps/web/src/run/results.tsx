import type { RunDetail } from "@evalboard/contract";
import { formatCounted } from "@evalboard/format";
import { type ReactNode, useMemo } from "react";
import { Card } from "../ui/card.tsx";
import { OpenResult } from "./open-result.tsx";
import { ResultFilters } from "./result-filters.tsx";
import { ResultsContent } from "./results-content.tsx";
import { useResults } from "./use-results.ts";
import { useRunSearch } from "./use-run-search.ts";

/** The run's results, those that the address asks for, and the one that it opens. */
export function Results({ run }: { readonly run: RunDetail }): ReactNode {
  const [search] = useRunSearch();
  const query = useResults(run, search);
  const { data } = query;
  const results = useMemo(() => data?.pages.flatMap((page) => page.results), [data]);
  return (
    <Card
      title="Results"
      aside={<span className="text-sm text-muted">{formatCounted(run.results, "result")}</span>}
      flush
    >
      <ResultFilters run={run} />
      <ResultsContent results={results} query={query} />
      {search.result === undefined ? null : (
        <OpenResult runId={run.id} position={search.result} results={results ?? []} />
      )}
    </Card>
  );
}
