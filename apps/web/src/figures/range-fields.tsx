import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, type KeyboardEvent, type ReactNode, useState } from "react";
import { endsOf, readRange } from "../address/params.ts";
import { buttonClass } from "../kit/button.tsx";
import { fieldClass } from "../kit/fields.tsx";

interface RangeFieldsProps {
  /** What is shown: where it is a range, the fields start with it. */
  readonly period: string | undefined;
  readonly close: () => void;
}

/** Asks for the days, both included, that the figures are to be of. */
export function RangeFields({ period, close }: RangeFieldsProps): ReactNode {
  const navigate = useNavigate();
  const ends = endsOf(period);
  const [from, setFrom] = useState(ends?.from.slice(0, 10) ?? "");
  const [to, setTo] = useState(ends?.to.slice(0, 10) ?? "");
  const range = readRange(from, to);
  const isBackwards = from !== "" && to !== "" && range === undefined;
  const closeOnEscape = ({ key }: KeyboardEvent): void => (key === "Escape" ? close() : undefined);
  const show = (event: FormEvent): void => {
    event.preventDefault();
    if (range === undefined) return;
    close();
    void navigate({ to: ".", search: (before) => ({ ...before, period: range }), resetScroll: false });
  };
  return (
    <form
      aria-label="From one day to another"
      onSubmit={show}
      className="col-span-full mt-1 flex flex-wrap items-center gap-2 md:justify-end print:hidden"
    >
      <label className="flex items-center gap-2 text-sm text-muted">
        From
        {/* It was asked for with the button just now. */}
        <input
          type="date"
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          required
          min="2000-01-01"
          value={from}
          onChange={({ target }) => setFrom(target.value)}
          onKeyDown={closeOnEscape}
          className={fieldClass}
        />
      </label>
      <label className="flex items-center gap-2 text-sm text-muted">
        to
        <input
          type="date"
          required
          min={from === "" ? "2000-01-01" : from}
          value={to}
          onChange={({ target }) => setTo(target.value)}
          onKeyDown={closeOnEscape}
          className={fieldClass}
        />
      </label>
      <button type="submit" className={buttonClass} disabled={range === undefined}>
        Show
      </button>
      {isBackwards ? (
        <p className="w-full text-sm text-bad md:text-right">It ends before it begins.</p>
      ) : null}
    </form>
  );
}
