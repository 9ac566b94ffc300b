import type { ResultSort, RunDetail, RunMetric, SortOrder } from "@evalboard/contract";
import type { ReactNode } from "react";
import { readOption } from "../address/params.ts";
import { resultOutcomes, resultSorts, type RunSearch } from "../address/run.ts";
import { outcomeFaces } from "../figures/outcome.tsx";
import { outcomeCountsOf, passesOf } from "../figures/run.tsx";
import { fieldClass, SearchField, Segments, Select, TypedField } from "../kit/fields.tsx";
import { useRunSearch } from "./use-results.ts";

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
  const [search, change] = useRunSearch();
  const { text = "", sort = "position", order = "asc" } = search;
  return (
    <search aria-label="Filter the results" className="flex flex-wrap items-center gap-2 px-5 pb-4">
      <Segments
        legend="What became of them"
        options={fateOptions(run)}
        chosen={fateOf(search)}
        choose={(fate) => change(searchOf[fate])}
      />
      <SearchField
        label="Search keys and texts"
        value={text}
        commit={(next) => change({ text: next === "" ? undefined : next }, text !== "" && next !== "")}
      />
      <ScoreSelect run={run} />
      <MetricFilter metrics={run.metrics ?? []} />
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

type Fate = "all" | "passed" | "notPassed" | "errored" | "unscored";

/** What the address says of each. */
const searchOf: Readonly<Record<Fate, Pick<RunSearch, "outcome" | "passed">>> = {
  all: { outcome: undefined, passed: undefined },
  passed: { outcome: undefined, passed: true },
  notPassed: { outcome: undefined, passed: false },
  errored: { outcome: "errored", passed: undefined },
  unscored: { outcome: "unscored", passed: undefined },
};

/** Which of them the address says. */
export function fateOf({ outcome, passed }: RunSearch): Fate {
  if (outcome === "errored" || outcome === "unscored") return outcome;
  return passed === undefined ? "all" : passed ? "passed" : "notPassed";
}

/** What can have become of a result, each with how many there are, as far as that is known. */
function fateOptions(run: RunDetail) {
  const counts = outcomeCountsOf(run);
  const passes = passesOf(run);
  return [
    { value: "all", label: "All", count: run.results },
    { value: "passed", label: "Passed", count: passes?.passed },
    {
      value: "notPassed",
      label: "Not passed",
      count: passes === null ? undefined : passes.scored - passes.passed,
    },
    { value: "errored", label: outcomeFaces.errored.label, count: counts?.errored },
    { value: "unscored", label: outcomeFaces.unscored.label, count: counts?.unscored },
  ] as const;
}

const scored = resultOutcomes.filter((outcome) => outcome !== "errored" && outcome !== "unscored");

/** Of the scored results those whose score is 0, 1 or between. */
function ScoreSelect({ run }: { readonly run: RunDetail }): ReactNode {
  const [{ outcome }, change] = useRunSearch();
  const counts = outcomeCountsOf(run);
  const options = scored.map((one) => {
    return [one, `${outcomeFaces[one].label}${counts === null ? "" : ` (${counts[one]})`}`] as const;
  });
  return (
    <Select
      label="Score"
      value={scored.find((one) => one === outcome) ?? ""}
      options={[["", "Any score"], ...options]}
      choose={(next) => change({ outcome: next === "" ? undefined : next })}
    />
  );
}

/** The results that have a metric: all of them, those within two ends, or those with a word. */
function MetricFilter({ metrics }: { readonly metrics: readonly RunMetric[] }): ReactNode {
  const [{ metric: name, min, max, word }, change] = useRunSearch();
  if (metrics.length === 0) return null;
  const chosen = metrics.find((metric) => metric.name === name);
  const anyOther = { min: undefined, max: undefined, word: undefined };
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-1.5 text-sm text-muted">
      <legend className="sr-only">A metric</legend>
      <Select
        label="Metric"
        value={chosen?.name ?? ""}
        options={[["", "Any metric"], ...metrics.map((metric) => [metric.name, metric.name] as const)]}
        choose={(next) => change({ ...anyOther, metric: next === "" ? undefined : next })}
        className="max-w-48"
      />
      {chosen !== undefined && chosen.n > 0 ? (
        <>
          <MetricEnd
            label={`Lowest ${chosen.name}`}
            placeholder="lowest"
            value={min}
            commit={(end) => change({ min: end })}
          />
          <span aria-hidden>–</span>
          <MetricEnd
            label={`Highest ${chosen.name}`}
            placeholder="highest"
            value={max}
            commit={(end) => change({ max: end })}
          />
        </>
      ) : null}
      {chosen !== undefined && chosen.words.length > 0 ? (
        <Select
          label={`Word of ${chosen.name}`}
          value={word ?? ""}
          options={[
            ["", "Any word"],
            ...chosen.words.map((one) => [one.word, `${one.word} (${one.n})`] as const),
          ]}
          choose={(next) => change({ word: next === "" ? undefined : next })}
          className="max-w-48"
        />
      ) : null}
    </fieldset>
  );
}

interface MetricEndProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: number | undefined;
  readonly commit: (end: number | undefined) => void;
}

/** One end of a metric, included; on any scale. */
function MetricEnd({ label, placeholder, value, commit }: MetricEndProps): ReactNode {
  return (
    <TypedField
      type="number"
      inputMode="decimal"
      step="any"
      aria-label={label}
      placeholder={placeholder}
      value={value === undefined ? "" : String(value)}
      commit={(text) => commit(text === "" ? undefined : Number(text))}
      className={`${fieldClass} w-24 tabular-nums`}
    />
  );
}
