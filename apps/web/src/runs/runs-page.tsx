import type { ReactNode } from "react";
import { ComparingBar } from "./comparing-bar.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { FilterChips } from "./filter-chips.tsx";
import { RunsContent } from "./runs-content.tsx";
import { RunsHeading } from "./runs-heading.tsx";
import { RunsMenu } from "./runs-menu.tsx";
import { useRuns } from "./use-runs.ts";
import { useRunsSearch } from "./use-runs-search.ts";

/** The runs that the address asks for, as they are now. */
export function RunsPage(): ReactNode {
  const [search] = useRunsSearch();
  const query = useRuns(search);
  const pages = query.data?.pages;
  return (
    <>
      <title>Runs · EvalBoard</title>
      <RunsHeading
        shown={pages?.reduce((shown, page) => shown + page.runs.length, 0)}
        hasMore={query.hasNextPage}
      >
        <RunsMenu search={search} />
      </RunsHeading>
      {search.baseline === undefined ? null : <ComparingBar baseline={search.baseline} />}
      <FilterBar />
      <FilterChips sample={query.isPlaceholderData ? undefined : pages?.[0]?.runs[0]} />
      <RunsContent search={search} query={query} />
    </>
  );
}
