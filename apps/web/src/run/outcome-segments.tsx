import type { Outcome, RunDetail } from "@evalboard/contract";
import { formatCount } from "@evalboard/format";
import type { ReactNode } from "react";
import { outcomeCountsOf } from "../outcome/outcome-counts-of.ts";
import { outcomeFaces } from "../outcome/outcome-faces.ts";
import { resultOutcomes } from "./run-search.ts";

type OutcomeSegmentsProps = {
  readonly run: RunDetail;
  readonly chosen: Outcome | undefined;
  readonly choose: (outcome: Outcome | undefined) => void;
};

/** The outcomes to choose one from, each with how many results have it, as far as that is known. */
export function OutcomeSegments({ run, chosen, choose }: OutcomeSegmentsProps): ReactNode {
  const counts = outcomeCountsOf(run);
  const segments = [
    { outcome: undefined, label: "All", count: run.results },
    ...resultOutcomes.map((outcome) => ({
      outcome,
      label: outcomeFaces[outcome].label,
      count: counts?.[outcome] ?? null,
    })),
  ];
  return (
    <fieldset className="flex max-w-full flex-wrap rounded-lg border border-line bg-surface p-0.5 shadow-card">
      <legend className="sr-only">Outcome</legend>
      {segments.map(({ outcome, label, count }) => (
        <button
          key={label}
          type="button"
          aria-pressed={outcome === chosen}
          onClick={() => choose(outcome)}
          className="rounded-md px-2.5 py-1 text-sm font-medium whitespace-nowrap text-muted transition-colors hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent"
        >
          {label}{" "}
          {count === null ? null : <span className="font-normal tabular-nums">{formatCount(count)}</span>}
        </button>
      ))}
    </fieldset>
  );
}
