import type { RunSort, SortOrder } from "@evalboard/contract";
import type { ReactNode } from "react";
import { readOption } from "../address/read-param.ts";
import { Select } from "../ui/select.tsx";
import { runSorts, type RunsSearch, sortOrders } from "./runs-search.ts";
import type { ChangeSearch } from "./use-runs-search.ts";

const options = [
  ["startedAt desc", "Newest first"],
  ["startedAt asc", "Oldest first"],
  ["averageScore desc", "Best score first"],
  ["averageScore asc", "Lowest score first"],
  ["latencyMs asc", "Fastest first"],
  ["latencyMs desc", "Slowest first"],
  ["costUsd asc", "Cheapest first"],
  ["costUsd desc", "Dearest first"],
] as const satisfies readonly (readonly [`${RunSort} ${SortOrder}`, string])[];

type SortSelectProps = { readonly search: RunsSearch; readonly change: ChangeSearch };

/** How the list is sorted, where it has no headings to click: on a narrow screen. */
export function SortSelect({ search, change }: SortSelectProps): ReactNode {
  const { sort = "startedAt", order = "desc" } = search;
  return (
    <Select
      label="Sort"
      className="md:hidden"
      value={`${sort} ${order}`}
      options={options}
      choose={(chosen) => {
        const [by, direction] = chosen.split(" ");
        change({ sort: readOption(by, runSorts), order: readOption(direction, sortOrders) });
      }}
    />
  );
}
