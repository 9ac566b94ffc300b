import type { RunSort, SortOrder } from "@evalboard/contract";
import { ArrowDown, ArrowUp, ArrowUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { readOption } from "../address/params.ts";
import { runSorts, sortOrders } from "../address/runs.ts";
import { Select } from "../kit/fields.tsx";
import type { Sorting } from "../kit/table.tsx";
import { useRunsSearch } from "./search.ts";
import { touchClass } from "../kit/button.tsx";

const options = [
  ["startedAt desc", "Newest first"],
  ["startedAt asc", "Oldest first"],
  ["averageScore desc", "Best score first"],
  ["averageScore asc", "Lowest score first"],
  ["latencyMs asc", "Fastest first"],
  ["latencyMs desc", "Slowest first"],
  ["costUsd asc", "Cheapest first"],
  ["costUsd desc", "Most expensive first"],
] as const satisfies readonly (readonly [`${RunSort} ${SortOrder}`, string])[];

/** How the list is sorted, where it has no headings to click: on a narrow screen. */
export function SortSelect(): ReactNode {
  const [{ sort = "startedAt", order = "desc" }, change] = useRunsSearch();
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

/** How the address sorts the runs. Another column starts with the greatest, the same turns round. */
export function useSorting(): Sorting {
  const [{ sort = "startedAt", order = "desc" }, change] = useRunsSearch();
  const sortBy = (by: RunSort | undefined): void =>
    change({ sort: by, order: by === sort && order === "desc" ? "asc" : "desc" });
  return {
    by: sort,
    order,
    button: (heading, key) => (
      <SortButton
        heading={heading}
        order={key === sort ? order : null}
        press={() => sortBy(readOption(key, runSorts))}
      />
    ),
  };
}

interface SortButtonProps {
  readonly heading: string;
  /** How the rows are sorted by it, or null. */
  readonly order: SortOrder | null;
  readonly press: () => void;
}

/** A heading that sorts the rows; pressed again, the other way round. */
function SortButton({ heading, order, press }: SortButtonProps): ReactNode {
  const Icon = order === null ? ArrowUpDown : order === "asc" ? ArrowUp : ArrowDown;
  return (
    <button
      type="button"
      onClick={press}
      className={`group inline-flex items-center gap-1 hover:text-ink ${touchClass} ${order === null ? "" : "text-ink"}`}
    >
      {heading}
      <Icon
        className={`size-3 shrink-0 ${order === null ? "opacity-40 group-hover:opacity-100" : ""}`}
        aria-hidden
      />
    </button>
  );
}
