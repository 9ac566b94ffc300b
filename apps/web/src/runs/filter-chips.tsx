import type { RunRow } from "@evalboard/contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Chip } from "../ui/chip.tsx";
import { chipsOf } from "./chips-of.ts";
import { hasFilters, withoutFilters } from "./runs-search.ts";
import { useRunsSearch } from "./use-runs-search.ts";

type FilterChipsProps = {
  /** One of the runs that are shown: it knows the names behind the address's ids. */
  readonly sample: RunRow | undefined;
};

/** What the list is narrowed to beside the bar's own fields, and the way back to all runs. */
export function FilterChips({ sample }: FilterChipsProps): ReactNode {
  const [search, change] = useRunsSearch();
  if (!hasFilters(search)) return null;
  return (
    <div className="-mt-2 flex flex-wrap items-center gap-2">
      {chipsOf(search, sample).map(({ kind, name, without }) => (
        <Chip key={`${kind} ${name}`} kind={kind} name={name} remove={() => change(without)} />
      ))}
      <Link
        to="/runs"
        search={withoutFilters(search)}
        className="rounded-md px-1.5 py-1 text-sm text-muted underline underline-offset-2 hover:text-ink"
      >
        Clear
      </Link>
    </div>
  );
}
