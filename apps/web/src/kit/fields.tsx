import { formatCount } from "@evalboard/format";
import { Search } from "lucide-react";
import { type ComponentProps, type ReactNode, useEffect, useRef, useState } from "react";
import { useDebouncedCallback } from "use-debounce";
import { touchClass } from "./button.tsx";
import { isTyping } from "./typing.ts";

/** How a field looks that something is typed into or chosen in. */
export const fieldClass = `h-8 min-w-0 rounded-lg border border-line-strong bg-surface px-2.5 text-sm text-ellipsis text-ink shadow-card placeholder:text-muted ${touchClass}`;

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly commit: (text: string) => void;
}

/** Search as one types; the key `/` goes to it from anywhere on the page. */
export function SearchField({ label, value, commit }: SearchFieldProps): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focus = (event: KeyboardEvent): void => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      event.preventDefault();
      field.current?.select();
    };
    document.addEventListener("keydown", focus);
    return () => document.removeEventListener("keydown", focus);
  }, []);
  return (
    <label className="relative flex min-w-0 grow basis-40 items-center sm:min-w-64">
      <span className="sr-only">{label}</span>
      <Search className="pointer-events-none absolute left-2.5 size-3.5 text-muted" aria-hidden />
      <TypedField
        ref={field}
        type="search"
        placeholder={label}
        aria-keyshortcuts="/"
        maxLength={200}
        value={value}
        commit={commit}
        className={`${fieldClass} w-full pr-7 pl-8`}
      />
      <kbd
        aria-hidden
        className="pointer-events-none absolute right-2.5 text-xs text-muted max-sm:hidden [input:focus~&]:hidden [input:not(:placeholder-shown)~&]:hidden"
      >
        /
      </kbd>
    </label>
  );
}

interface SelectProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  /** Value and words, in order. */
  readonly options: readonly (readonly [value: Value, words: string])[];
  readonly choose: (value: Value) => void;
  readonly isDisabled?: boolean;
  readonly className?: string;
}

/** A choice of one, the browser's own. */
export function Select<Value extends string>(props: SelectProps<Value>): ReactNode {
  const { label, value, options, choose, isDisabled = false, className = "" } = props;
  return (
    <select
      aria-label={label}
      disabled={isDisabled}
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

interface SegmentsProps<Value> {
  /** What is chosen: `Outcome`. */
  readonly legend: string;
  readonly options: readonly {
    readonly value: Value;
    readonly label: string;
    /** How many there are of it, where that is known. */
    readonly count: number | undefined;
    readonly meaning?: string;
  }[];
  readonly chosen: Value;
  readonly choose: (value: Value) => void;
}

/** A choice of one, side by side. */
export function Segments<Value>({ legend, options, chosen, choose }: SegmentsProps<Value>): ReactNode {
  return (
    <fieldset className="flex w-fit max-w-full flex-wrap rounded-lg border border-line bg-surface p-0.5 shadow-card">
      <legend className="sr-only">{legend}</legend>
      {options.map(({ value, label, count, meaning }) => (
        <button
          key={label}
          type="button"
          title={meaning}
          aria-pressed={value === chosen}
          onClick={() => choose(value)}
          className={`rounded-md px-2.5 py-1 text-sm font-medium whitespace-nowrap text-muted transition-colors hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent aria-pressed:ring-1 aria-pressed:ring-accent-line aria-pressed:ring-inset ${touchClass}`}
        >
          {label}{" "}
          {count === undefined ? null : (
            <span className="font-normal tabular-nums">{formatCount(count)}</span>
          )}
        </button>
      ))}
    </fieldset>
  );
}

const PAUSE_MS = 300;

type TypedFieldProps = Omit<ComponentProps<"input">, "value" | "onChange"> & {
  readonly value: string;
  /** Called after a pause in typing, and at once on Enter. */
  readonly commit: (text: string) => void;
};

/** A field whose text counts once one pauses. A value that comes from elsewhere, such as the back button, replaces it. */
export function TypedField({ value, commit, ...input }: TypedFieldProps): ReactNode {
  const [draft, setDraft] = useState({ text: value, of: value, sent: value });
  // What was typed on since the last commit is newer than the value that the commit brought.
  if (value !== draft.of) setDraft({ ...draft, of: value, text: value === draft.sent ? draft.text : value });

  const send = useDebouncedCallback((text: string): void => {
    setDraft((before) => ({ ...before, sent: text }));
    if (text !== value) commit(text);
  }, PAUSE_MS);
  const sendNow = (): void => {
    send(draft.text);
    send.flush();
  };
  const type = (text: string): void => {
    setDraft({ ...draft, text });
    send(text);
  };
  return (
    <input
      {...input}
      value={draft.text}
      onChange={(event) => type(event.target.value)}
      onKeyDown={(event) => (event.key === "Enter" ? sendNow() : undefined)}
    />
  );
}
