import { Search } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { fieldClass } from "./field-class.ts";
import { TypedField } from "./typed-field.tsx";

type SearchFieldProps = {
  readonly label: string;
  readonly value: string;
  readonly commit: (text: string) => void;
};

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
        className="pointer-events-none absolute right-2.5 text-xs text-muted [input:focus~&]:hidden [input:not(:placeholder-shown)~&]:hidden"
      >
        /
      </kbd>
    </label>
  );
}

/** A slash that is typed into a field, or while a dialog is open, is a slash. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select, [role=dialog]") !== null;
}
