import type { ReactNode } from "react";
import { fieldClass } from "./field-class.ts";

type SelectProps<Value extends string> = {
  readonly label: string;
  readonly value: Value;
  /** Value and words, in order. */
  readonly options: readonly (readonly [value: Value, words: string])[];
  readonly choose: (value: Value) => void;
  readonly className?: string;
};

/** A choice of one, the browser's own. */
export function Select<Value extends string>(props: SelectProps<Value>): ReactNode {
  const { label, value, options, choose, className = "" } = props;
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => {
        const chosen = options.find(([option]) => option === event.target.value);
        if (chosen) choose(chosen[0]);
      }}
      className={`${fieldClass} ${className}`}
    >
      {options.map(([option, words]) => (
        <option key={option} value={option}>
          {words}
        </option>
      ))}
    </select>
  );
}
