// What the browser has for a list of choices shows one line an option and cannot be searched on a server.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { Popover } from "radix-ui";
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useLayoutEffect,
  useId,
  useRef,
  useState,
} from "react";
import { fieldClass } from "./fields.tsx";
import { touchClass } from "./button.tsx";

interface ComboboxProps<Option extends ComboboxOption> {
  readonly label: string;
  readonly placeholder: string;
  readonly text: string;
  readonly type: (text: string) => void;
  readonly groups: readonly OptionGroup<Option>[];
  /** The options for the text are still on the way: those that are shown are of another text. */
  readonly isPending: boolean;
  /** What the list says where it has no options. */
  readonly emptyWords: string;
  readonly choose: (option: Option) => void;
  /** It has come because it was asked for: it takes the keyboard, and offers what there is at once. */
  readonly startsOpen?: boolean;
  /** Hears that it was left without a choice; `byKey` where that was Escape. */
  readonly leave?: (byKey: boolean) => void;
}

/** A field that offers what fits its text. The arrow keys go through the options, Enter takes one, Escape closes. */
export function Combobox<Option extends ComboboxOption>(props: ComboboxProps<Option>): ReactNode {
  const { label, placeholder, text, type, groups, isPending, emptyWords, choose } = props;
  const { startsOpen = false, leave = () => {} } = props;
  const [isOpen, setIsOpen] = useState(startsOpen);
  const [activeId, setActiveId] = useState<string | null>(null);
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  // Before anybody can type into nothing.
  useLayoutEffect(() => {
    if (startsOpen) field.current?.focus();
  }, [startsOpen]);
  const options = groups.flatMap((group) => group.options);
  const active = options.find(({ id }) => id === activeId) ?? options[0];

  const take = (option: Option): void => {
    choose(option);
    type("");
    setActiveId(null);
    setIsOpen(false);
  };
  const move = (step: number): void => {
    if (!isOpen) return setIsOpen(true);
    const index = active === undefined ? -1 : options.indexOf(active);
    setActiveId(options.at((index + step) % options.length)?.id ?? null);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    }
    if (event.key === "Enter" && isOpen && !isPending && active !== undefined) take(active);
    if (event.key === "Escape") {
      setIsOpen(false);
      leave(true);
    }
  };
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Anchor asChild>
        <input
          ref={field}
          type="text"
          role="combobox"
          aria-label={label}
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={isOpen ? listId : undefined}
          aria-activedescendant={isOpen && active !== undefined ? `${listId}-${active.id}` : undefined}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          placeholder={placeholder}
          value={text}
          onChange={(event) => {
            type(event.target.value);
            setActiveId(null);
            setIsOpen(true);
          }}
          onClick={() => setIsOpen(true)}
          onBlur={() => {
            setIsOpen(false);
            leave(false);
          }}
          onKeyDown={press}
          className={`${fieldClass} h-9 w-full`}
        />
      </Popover.Anchor>
      {/* Not in a portal: it belongs to the landmark that the field is in. */}
      <Popover.Content
        role="presentation"
        align="start"
        sideOffset={6}
        collisionPadding={12}
        onOpenAutoFocus={(event) => event.preventDefault()}
        onCloseAutoFocus={(event) => event.preventDefault()}
        onInteractOutside={(event) => {
          if (event.target === field.current) event.preventDefault();
        }}
        className="z-20 w-(--radix-popover-trigger-width) min-w-72 overflow-hidden rounded-xl border border-line bg-surface shadow-lg"
      >
        <ComboboxList
          id={listId}
          label={label}
          groups={groups}
          active={active}
          isPending={isPending}
          emptyWords={emptyWords}
          choose={take}
        />
      </Popover.Content>
    </Popover.Root>
  );
}

/** One thing to choose. `id` is unique in the whole list. */
export interface ComboboxOption {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
}

/** Options of one kind, under a title. */
export interface OptionGroup<Option> {
  readonly title: string;
  readonly options: readonly Option[];
}

interface ComboboxListProps<Option extends ComboboxOption> {
  readonly id: string;
  readonly label: string;
  readonly groups: readonly OptionGroup<Option>[];
  readonly active: Option | undefined;
  readonly isPending: boolean;
  readonly emptyWords: string;
  readonly choose: (option: Option) => void;
}

/** What a combobox offers. The focus stays in the field: pressing an option does not take it. */
function ComboboxList<Option extends ComboboxOption>(props: ComboboxListProps<Option>): ReactNode {
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

interface ListOptionProps {
  readonly id: string;
  readonly option: ComboboxOption;
  readonly isActive: boolean;
  readonly choose: () => void;
}

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
      className={`flex cursor-default items-baseline gap-3 rounded-lg px-3 py-1.5 text-sm hover:bg-hover aria-selected:bg-accent-soft pointer-coarse:items-center ${touchClass}`}
    >
      <span className="min-w-0 wrap-anywhere">{name}</span>
      <span className="ml-auto shrink-0 text-xs text-muted tabular-nums">{detail}</span>
    </div>
  );
}

function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}
