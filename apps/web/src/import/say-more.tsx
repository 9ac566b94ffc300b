import { type FormEvent, type ReactNode, useId } from "react";
import { Button, buttonClass } from "../kit/button.tsx";
import { fieldClass } from "../kit/fields.tsx";
import type { Said, SaidFaults } from "./state.ts";

const fields = [
  ["model", "Model", "provider/name, where the files name none"],
  ["dataset", "Dataset", "as the files have it"],
  ["prompt", "Prompt", "as the files have it"],
  ["label", "Label", "what you call these runs"],
  ["scorer", "Scorer", "where there are several"],
  ["metric", "Metric", "where there are several"],
  ["filter", "Filter", "where there are several"],
  ["scale", "Scale", "of the scores, such as 1..10"],
  ["words", "Words", "right=1,left=0,both=0.5"],
] as const;

const checks = [
  ["lowerIsBetter", "Lower is better (--lower-is-better)"],
  ["asFull", "A limited run counts as a run of all (--as-full)"],
] as const;

interface SayMoreProps {
  readonly said: Said;
  readonly say: (said: Said) => void;
  readonly faults: SaidFaults;
  readonly onWrite: () => void;
  /** A file cannot be imported without it. */
  readonly isAskedFor: boolean;
}

/** What a person may say of the files; they are read again with it. */
export function SayMore({ said, say, faults, onWrite, isAskedFor }: SayMoreProps): ReactNode {
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const texts = [...fields, ...checks].map(([name]) => [name, form.get(name)] as const);
    say(Object.fromEntries(texts.filter(([, text]) => typeof text === "string" && text.trim() !== "")));
  };
  return (
    <details
      open={isAskedFor || Object.keys(faults).length > 0}
      className="rounded-xl border border-line bg-surface px-5 py-3 shadow-card"
    >
      <summary className="cursor-pointer text-sm font-medium">Say more about the files</summary>
      <form
        onSubmit={submit}
        onInput={onWrite}
        className="mt-3 grid items-start gap-3 sm:grid-cols-2 lg:grid-cols-3"
      >
        {fields.map(([name, label, hint]) => (
          <div key={name} className="flex min-w-0 flex-col gap-1 text-xs text-muted">
            <label htmlFor={`${id} ${name}`}>
              {label} (--{name})
            </label>
            <input
              id={`${id} ${name}`}
              name={name}
              defaultValue={said[name]}
              placeholder={hint}
              aria-invalid={faults[name] !== undefined}
              aria-describedby={`${id} ${name} fault`}
              className={fieldClass}
            />
            <span id={`${id} ${name} fault`} className="text-bad">
              {faults[name]}
            </span>
          </div>
        ))}
        {checks.map(([name, label]) => (
          <label key={name} className="flex min-h-8 items-center gap-2 text-xs text-muted">
            <input type="checkbox" name={name} defaultChecked={said[name] !== undefined} />
            {label}
          </label>
        ))}
        <Button type="submit" className={`${buttonClass} justify-self-start`}>
          Read again
        </Button>
      </form>
    </details>
  );
}
