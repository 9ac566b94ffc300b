// What the browser has for a list of choices shows one line an option and cannot be searched on a server.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import type { MouseEvent, ReactNode } from "react";

/** One thing to choose. `id` is unique in the whole list. */
export type ComboboxOption = { readonly id: string; readonly name: string; readonly detail: string };

/** Options of one kind, under a title. */
export type OptionGroup<Option> = { readonly title: string; readonly options: readonly Option[] };

type ComboboxListProps<Option extends ComboboxOption> = {
  readonly id: string;
  readonly label: string;
  readonly groups: readonly OptionGroup<Option>[];
  readonly active: Option | undefined;
  readonly isPending: boolean;
  readonly emptyWords: string;
  readonly choose: (option: Option) => void;
};

/** What a combobox offers. The focus stays in the field: pressing an option does not take it. */
export function ComboboxList<Option extends ComboboxOption>(props: ComboboxListProps<Option>): ReactNode {
  const { id, label, groups, active, isPending, emptyWords, choose } = props;
  const shown = groups.filter(({ options }) => options.length > 0);
  return (
    <div
      id={id}
      role="listbox"
      aria-label={label}
      aria-busy={isPending}
      tabIndex={-1}
      onMouseDown={keepFocus}
      className="max-h-80 overflow-y-auto p-1"
    >
      {shown.map(({ title, options }, index) => (
        <div key={title} role="group" aria-labelledby={`${id}-group-${index}`}>
          <div id={`${id}-group-${index}`} className="px-3 pt-2 pb-1 text-xs font-medium text-muted">
            {title}
          </div>
          {options.map((option) => (
            <ListOption
              key={option.id}
              id={`${id}-${option.id}`}
              option={option}
              isActive={option === active}
              choose={() => choose(option)}
            />
          ))}
        </div>
      ))}
      {shown.length === 0 ? (
        <p className="px-3 py-2 text-sm text-muted">{isPending ? "Looking…" : emptyWords}</p>
      ) : null}
    </div>
  );
}

type ListOptionProps = {
  readonly id: string;
  readonly option: ComboboxOption;
  readonly isActive: boolean;
  readonly choose: () => void;
};

function ListOption({ id, option: { name, detail }, isActive, choose }: ListOptionProps): ReactNode {
  return (
    // The keys are the field's, which has the focus.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      ref={isActive ? (element) => element?.scrollIntoView({ block: "nearest" }) : undefined}
      id={id}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      onClick={choose}
      className="flex cursor-default items-baseline gap-3 rounded-lg px-3 py-1.5 text-sm hover:bg-hover aria-selected:bg-accent-soft"
    >
      <span className="min-w-0 wrap-anywhere">{name}</span>
      <span className="ml-auto shrink-0 text-xs text-muted tabular-nums">{detail}</span>
    </div>
  );
}

function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}
