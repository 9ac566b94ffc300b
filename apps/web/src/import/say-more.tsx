import type { FormEvent, ReactNode } from "react";
import { Button, buttonClass } from "../ui/button.tsx";
import { fieldClass } from "../ui/field-class.ts";
import type { Said } from "./messages.ts";

const fields = [
  ["model", "Model", "provider/name, where the files name none"],
  ["dataset", "Dataset", "as the files have it"],
  ["prompt", "Prompt", "as the files have it"],
  ["scorer", "Scorer", "where there are several"],
  ["metric", "Metric", "where there are several"],
  ["filter", "Filter", "where there are several"],
] as const;

type SayMoreProps = {
  readonly said: Said;
  readonly say: (said: Said) => void;
  /** A file cannot be imported without it. */
  readonly isAskedFor: boolean;
};

/** What a person may say of the files; they are read again with it. */
export function SayMore({ said, say, isAskedFor }: SayMoreProps): ReactNode {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const texts = fields.map(([name]) => [name, form.get(name)] as const);
    say(Object.fromEntries(texts.filter(([, text]) => typeof text === "string" && text.trim() !== "")));
  };
  return (
    <details open={isAskedFor} className="rounded-xl border border-line bg-surface px-5 py-3 shadow-card">
      <summary className="cursor-pointer text-sm font-medium">Say more about the files</summary>
      <form onSubmit={submit} className="mt-3 grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {fields.map(([name, label, hint]) => (
          <label key={name} className="flex flex-col gap-1 text-xs text-muted">
            {label} (--{name})
            <input name={name} defaultValue={said[name]} placeholder={hint} className={fieldClass} />
          </label>
        ))}
        <Button type="submit" className={`${buttonClass} justify-self-start`}>
          Read again
        </Button>
      </form>
    </details>
  );
}
