import type { ReactNode } from "react";
import { fieldClass } from "../ui/field-class.ts";
import { TypedField } from "../ui/typed-field.tsx";
import type { RunsSearch } from "./runs-search.ts";
import type { ChangeSearch } from "./use-runs-search.ts";

type ScoreRangeProps = { readonly search: RunsSearch; readonly change: ChangeSearch };

/** From which to which average score, both included. */
export function ScoreRange({ search, change }: ScoreRangeProps): ReactNode {
  return (
    <fieldset className="flex items-center gap-1.5 text-sm text-muted">
      <legend className="sr-only">Average score</legend>
      <span aria-hidden>Score</span>
      <ScoreField label="Lowest score" value={search.minScore} commit={(minScore) => change({ minScore })} />
      <span aria-hidden>–</span>
      <ScoreField label="Highest score" value={search.maxScore} commit={(maxScore) => change({ maxScore })} />
    </fieldset>
  );
}

type ScoreFieldProps = {
  readonly label: string;
  readonly value: number | undefined;
  readonly commit: (score: number | undefined) => void;
};

function ScoreField({ label, value, commit }: ScoreFieldProps): ReactNode {
  return (
    <TypedField
      type="number"
      inputMode="decimal"
      min={0}
      max={1}
      step={0.05}
      aria-label={label}
      placeholder={label.startsWith("Low") ? "0" : "1"}
      value={value === undefined ? "" : String(value)}
      commit={(text) => commit(text === "" ? undefined : Math.min(1, Math.max(0, Number(text))))}
      className={`${fieldClass} w-17 tabular-nums`}
    />
  );
}
