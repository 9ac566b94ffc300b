import { Popover } from "radix-ui";
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { ComboboxList, type ComboboxOption, type OptionGroup } from "./combobox-list.tsx";
import { fieldClass } from "./field-class.ts";

type ComboboxProps<Option extends ComboboxOption> = {
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
};

/** A field that offers what fits its text. The arrow keys go through the options, Enter takes one, Escape closes. */
export function Combobox<Option extends ComboboxOption>(props: ComboboxProps<Option>): ReactNode {
  const { label, placeholder, text, type, groups, isPending, emptyWords, choose } = props;
  const [isOpen, setIsOpen] = useState(false);
  const [activeId, setActiveId] = useState<string | null>(null);
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
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
    if (event.key === "Escape") setIsOpen(false);
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
          onBlur={() => setIsOpen(false)}
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
