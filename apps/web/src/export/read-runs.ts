import type { ListRuns, RunPage, RunRow } from "@evalboard/contract";

/** Most runs of one exported list. */
export const MOST_RUNS = 5_000;

const PAGE = 100;

/** The list's runs from the first on, and whether there are more than an export takes. */
export async function readRuns(
  query: ListRuns,
  read: (query: ListRuns) => Promise<RunPage>,
): Promise<{ readonly runs: readonly RunRow[]; readonly isCut: boolean }> {
  const runs: RunRow[] = [];
  let cursor: string | null = null;
  do {
    const page: RunPage = await read({ ...query, limit: PAGE, cursor });
    runs.push(...page.runs);
    cursor = page.nextCursor;
  } while (cursor !== null && runs.length < MOST_RUNS);
  return { runs, isCut: cursor !== null };
}
