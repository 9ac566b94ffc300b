import type { ReactNode } from "react";
import { readDay } from "../address/read-param.ts";
import { fieldClass } from "../ui/field-class.ts";
import { TypedField } from "../ui/typed-field.tsx";
import type { RunsSearch } from "./runs-search.ts";
import type { ChangeSearch } from "./use-runs-search.ts";

type DayRangeProps = { readonly search: RunsSearch; readonly change: ChangeSearch };

/** From which to which day the runs were started, both included. */
export function DayRange({ search: { from, to }, change }: DayRangeProps): ReactNode {
  return (
    <fieldset className="flex items-center gap-1.5 text-sm text-muted">
      <legend className="sr-only">Started</legend>
      <span aria-hidden>Started</span>
      <DayField label="Started on or after" value={from} max={to} commit={(day) => change({ from: day })} />
      <span aria-hidden>–</span>
      <DayField label="Started on or before" value={to} min={from} commit={(day) => change({ to: day })} />
    </fieldset>
  );
}

type DayFieldProps = {
  readonly label: string;
  readonly value: string | undefined;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  readonly commit: (day: string | undefined) => void;
};

function DayField({ label, value = "", commit, ...limits }: DayFieldProps): ReactNode {
  return (
    <TypedField
      type="date"
      aria-label={label}
      value={value}
      commit={(text) => commit(readDay(text))}
      className={`${fieldClass} w-33`}
      {...limits}
    />
  );
}
