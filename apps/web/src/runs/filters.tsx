import type { RunRow } from "@evalboard/contract";
import { Link } from "@tanstack/react-router";
import { SlidersHorizontal } from "lucide-react";
import { type ReactNode, useState } from "react";
import { readDay } from "../address/params.ts";
import { type RunsSearch, runStatuses } from "../address/runs.ts";
import { withoutTag } from "../address/tags.ts";
import { statusWords } from "../figures/run.tsx";
import { Button, buttonClass } from "../kit/button.tsx";
import { fieldClass, SearchField, Select, TypedField } from "../kit/fields.tsx";
import { formatSpan } from "../kit/spans.ts";
import { Chip } from "../kit/text.tsx";
import { hasFilters, useRunsSearch, withoutFilters } from "./search.ts";
import { SortSelect } from "./sorting.tsx";
import { WordField } from "./word-field.tsx";

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
        <Range
          legend="Average score"
          label="Score"
          from={<ScoreField label="Lowest score" end="minScore" />}
          to={<ScoreField label="Highest score" end="maxScore" />}
        />
        <Range
          legend="Started"
          label="Started"
          from={<DayField label="Started on or after" end="from" />}
          to={<DayField label="Started on or before" end="to" />}
        />
        <WordField />
        <SortSelect />
      </div>
    </search>
  );
}

interface RangeProps {
  readonly legend: string;
  readonly label: string;
  readonly from: ReactNode;
  readonly to: ReactNode;
}

/** From what to what, both included. */
function Range({ legend, label, from, to }: RangeProps): ReactNode {
  return (
    <fieldset className="flex items-center gap-1.5 text-sm text-muted">
      <legend className="sr-only">{legend}</legend>
      <span aria-hidden>{label}</span>
      {from}
      <span aria-hidden>–</span>
      {to}
    </fieldset>
  );
}

/** The first or the last day that runs were started on. */
function DayField({ label, end }: { readonly label: string; readonly end: "from" | "to" }): ReactNode {
  const [{ from, to, [end]: value = "" }, change] = useRunsSearch();
  return (
    <TypedField
      type="date"
      aria-label={label}
      {...(end === "from" ? { max: to } : { min: from })}
      value={value}
      commit={(text) => change({ [end]: readDay(text) })}
      className={`${fieldClass} w-33`}
    />
  );
}

interface ScoreFieldProps {
  readonly label: string;
  readonly end: "minScore" | "maxScore";
}

/** The lowest or the highest average score of the runs. */
function ScoreField({ label, end }: ScoreFieldProps): ReactNode {
  const [{ [end]: value }, change] = useRunsSearch();
  const scoreOf = (text: string): number | undefined =>
    text === "" ? undefined : Math.min(1, Math.max(0, Number(text)));
  return (
    <TypedField
      type="number"
      inputMode="decimal"
      min={0}
      max={1}
      step={0.05}
      aria-label={label}
      placeholder={end === "minScore" ? "0" : "1"}
      value={value === undefined ? "" : String(value)}
      commit={(text) => change({ [end]: scoreOf(text) })}
      className={`${fieldClass} w-17 tabular-nums`}
    />
  );
}

interface FilterChipsProps {
  /** One of the runs that are shown: it knows the names behind the address's ids. */
  readonly sample: RunRow | undefined;
}

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

/** A filter without a field of its own in the bar. `without` is the change of the address that removes it. */
interface FilterChip {
  readonly kind: string;
  readonly name: string;
  readonly without: RunsSearch;
}

/** The filters that the address sets, in words. `sample` is one of the runs that are shown: it knows the names behind the ids. */
export function chipsOf(search: RunsSearch, sample: RunRow | undefined): FilterChip[] {
  const { modelId, datasetId, promptId, promptVersionId, label, tag, completedFrom, completedTo } = search;
  const chips: FilterChip[] = [];
  const add = (kind: string, name: string | undefined, without: RunsSearch): void => {
    chips.push({ kind, name: name ?? "chosen", without });
  };
  const prompt = sample?.prompt;
  if (modelId !== undefined) add("Model", sample?.model.name, { modelId: undefined });
  if (datasetId !== undefined) add("Dataset", sample?.dataset.name, { datasetId: undefined });
  if (promptId !== undefined) add("Prompt", prompt?.name, { promptId: undefined });
  if (promptVersionId !== undefined) {
    add("Prompt", prompt && `${prompt.name} v${prompt.version}`, { promptVersionId: undefined });
  }
  if (label !== undefined) add("Label", label, { label: undefined });
  for (const text of tag ?? []) add("Tag", text, { tag: withoutTag(tag, text) });
  if (completedFrom !== undefined || completedTo !== undefined) {
    const span = formatSpan(completedFrom, completedTo);
    add("Completed", span, { completedFrom: undefined, completedTo: undefined });
  }
  return chips;
}
