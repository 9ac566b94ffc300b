import { SlidersHorizontal } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button, buttonClass } from "../ui/button.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { Select } from "../ui/select.tsx";
import { DayRange } from "./day-range.tsx";
import { runStatuses } from "./runs-search.ts";
import { ScoreRange } from "./score-range.tsx";
import { SortSelect } from "./sort-select.tsx";
import { statusWords } from "./status-words.ts";
import { useRunsSearch } from "./use-runs-search.ts";

const statusOptions = [
  ["", "Any status"] as const,
  ...runStatuses.map((status) => [status, statusWords[status]] as const),
];

/** What the list is narrowed by; on a narrow screen all but the search is folded away. */
export function FilterBar(): ReactNode {
  const [search, change] = useRunsSearch();
  const [isOpen, setIsOpen] = useState(false);
  const { text = "", status = "" } = search;
  return (
    <search aria-label="Filter the runs" className="flex flex-wrap items-center gap-2">
      <SearchField
        label="Search models, datasets, prompts, ids"
        value={text}
        // Going on with a search is no step of its own: back leads to what was there before it.
        commit={(next) => change({ text: next.trim() === "" ? undefined : next }, text !== "" && next !== "")}
      />
      <Button
        className={`${buttonClass} md:hidden`}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <SlidersHorizontal className="size-3.5" aria-hidden />
        Filters
      </Button>
      <div className={`flex flex-wrap items-center gap-2 ${isOpen ? "" : "max-md:hidden"}`}>
        <Select
          label="Status"
          value={status}
          options={statusOptions}
          choose={(next) => change({ status: next === "" ? undefined : next })}
        />
        <ScoreRange search={search} change={change} />
        <DayRange search={search} change={change} />
        <SortSelect search={search} change={change} />
      </div>
    </search>
  );
}
