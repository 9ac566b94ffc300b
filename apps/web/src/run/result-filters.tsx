import type { ResultSort, RunDetail, SortOrder } from "@evalboard/contract";
import type { ReactNode } from "react";
import { readOption } from "../address/read-param.ts";
import { SearchField } from "../ui/search-field.tsx";
import { Select } from "../ui/select.tsx";
import { OutcomeSegments } from "./outcome-segments.tsx";
import { resultSorts } from "./run-search.ts";
import { useRunSearch } from "./use-run-search.ts";

const sortings = [
  ["position asc", "In order of arrival"],
  ["position desc", "Latest arrival first"],
  ["score asc", "Lowest score first"],
  ["score desc", "Best score first"],
  ["latencyMs desc", "Slowest first"],
  ["latencyMs asc", "Fastest first"],
] as const satisfies readonly (readonly [`${ResultSort} ${SortOrder}`, string])[];

/** Which of the run's results are listed, and in which order. */
export function ResultFilters({ run }: { readonly run: RunDetail }): ReactNode {
  const [{ outcome, text = "", sort = "position", order = "asc" }, change] = useRunSearch();
  return (
    <search aria-label="Filter the results" className="flex flex-wrap items-center gap-2 px-5 pb-4">
      <OutcomeSegments run={run} chosen={outcome} choose={(next) => change({ outcome: next })} />
      <SearchField
        label="Search keys and texts"
        value={text}
        commit={(next) => change({ text: next === "" ? undefined : next }, text !== "" && next !== "")}
      />
      <Select
        label="Sort"
        value={`${sort} ${order}`}
        options={sortings}
        choose={(chosen) => {
          const [by, direction] = chosen.split(" ");
          change({ sort: readOption(by, resultSorts), order: direction === "desc" ? "desc" : "asc" });
        }}
      />
    </search>
  );
}
