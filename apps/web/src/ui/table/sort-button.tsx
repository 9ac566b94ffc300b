import { ArrowDown, ArrowUp, ArrowUpDown } from "lucide-react";
import type { ReactNode } from "react";
import type { Sorting } from "./sorting.ts";

type SortButtonProps = {
  readonly heading: string;
  readonly sortKey: string;
  readonly sorting: Sorting;
};

/** A heading that sorts the rows; pressed again, the other way round. */
export function SortButton({ heading, sortKey, sorting }: SortButtonProps): ReactNode {
  const isSorted = sorting.by === sortKey;
  const Icon = isSorted ? (sorting.order === "asc" ? ArrowUp : ArrowDown) : ArrowUpDown;
  return (
    <button
      type="button"
      onClick={() => sorting.sortBy(sortKey)}
      className={`group inline-flex items-center gap-1 hover:text-ink ${isSorted ? "text-ink" : ""}`}
    >
      {heading}
      <Icon
        className={`size-3 shrink-0 ${isSorted ? "" : "opacity-40 group-hover:opacity-100"}`}
        aria-hidden
      />
    </button>
  );
}
