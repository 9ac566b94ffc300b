import { readOption } from "../address/read-param.ts";
import type { Sorting } from "../ui/table/sorting.ts";
import { runSorts } from "./runs-search.ts";
import { useRunsSearch } from "./use-runs-search.ts";

/** How the address sorts the runs. Another column begins with the greatest, the same turns round. */
export function useSorting(): Sorting {
  const [{ sort: by = "startedAt", order = "desc" }, change] = useRunsSearch();
  const sortBy = (key: string): void => {
    const sort = readOption(key, runSorts);
    change({ sort, order: sort === by && order === "desc" ? "asc" : "desc" });
  };
  return { by, order, sortBy };
}
