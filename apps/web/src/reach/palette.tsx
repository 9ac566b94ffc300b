import { Command } from "cmdk";
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { Button, touchClass } from "../kit/button.tsx";
import { describeError } from "../kit/errors.ts";
import { faultsByField } from "../kit/faults.ts";
import { fieldClass } from "../kit/fields.tsx";
import { currentAddress, useViewChanges } from "../views/use-views.ts";
import { useActions } from "./palette-actions.ts";
import { matching, type PaletteGroup, type PaletteItem, useFound, usePlaces } from "./palette-items.ts";
import { ReachDialog } from "./reach-dialog.tsx";

interface PaletteProps {
  readonly close: () => void;
  readonly showKeys: () => void;
}

/** Search over all that the board has, and what can be done: pages, saved views, models, datasets, prompts, runs, actions. */
export function Palette({ close, showKeys }: PaletteProps): ReactNode {
  const [isNaming, setIsNaming] = useState(false);
  return (
    <ReachDialog title={isNaming ? "Save view" : "Search and go to"} isTitled={isNaming} close={close}>
      {isNaming ? (
        <SaveView close={close} />
      ) : (
        <PaletteList close={close} showKeys={showKeys} saveView={() => setIsNaming(true)} />
      )}
    </ReachDialog>
  );
}

function PaletteList({ close, ...asks }: PaletteProps & { readonly saveView: () => void }): ReactNode {
  const [text, setText] = useState("");
  const actions = useActions(asks);
  const { groups: found, isPending } = useFound(text);
  const groups = [...matching([...usePlaces(), ...actions], text), ...found].filter(
    ({ items }) => items.length > 0,
  );
  const choose = ({ staysOpen = false, choose: act }: PaletteItem): void => {
    if (!staysOpen) close();
    act();
  };
  return (
    // What fits is decided by the server, and above.
    <Command label="Search and go to" shouldFilter={false} loop className="flex min-h-0 flex-col">
      <Command.Input
        value={text}
        onValueChange={setText}
        placeholder="Search pages, views, models, datasets, prompts, runs and actions"
        maxLength={200}
        className="h-12 w-full shrink-0 border-b border-line bg-surface px-4 text-sm outline-none placeholder:text-muted"
      />
      <Command.List className="min-h-0 grow overflow-y-auto p-2" aria-busy={isPending}>
        {groups.map((group) => (
          <Items key={group.title} group={group} choose={choose} />
        ))}
        {groups.length === 0 ? (
          <p className="px-3 py-6 text-center text-sm text-muted">
            {isPending ? "Looking…" : "Nothing is called that."}
          </p>
        ) : null}
      </Command.List>
    </Command>
  );
}

interface ItemsProps {
  readonly group: PaletteGroup;
  readonly choose: (item: PaletteItem) => void;
}

function Items({ group: { title, items }, choose }: ItemsProps): ReactNode {
  return (
    <Command.Group
      heading={title}
      className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted"
    >
      {items.map((item) => (
        <Command.Item
          key={item.id}
          value={item.id}
          onSelect={() => choose(item)}
          className={`flex cursor-default items-baseline gap-3 rounded-lg px-3 py-2 text-sm aria-selected:bg-accent-soft pointer-coarse:items-center ${touchClass}`}
        >
          <span className="min-w-0 wrap-anywhere">{item.name}</span>
          {item.detail === undefined ? null : (
            <span className="ml-auto max-w-1/2 min-w-0 truncate text-xs text-muted">{item.detail}</span>
          )}
        </Command.Item>
      ))}
    </Command.Group>
  );
}

/** Gives where one is a name, for the whole team. */
function SaveView({ close }: { readonly close: () => void }): ReactNode {
  const { save } = useViewChanges();
  const [address] = useState(currentAddress);
  const field = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const name = field.current?.value.trim() ?? "";
    if (name !== "" && !save.isPending) save.mutate({ name, address }, { onSuccess: close });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3 px-5 pb-5">
      <p className="text-sm text-muted">
        For the whole team: <span className="wrap-anywhere">{address}</span>
      </p>
      <div className="flex gap-2">
        <input
          ref={(element) => {
            field.current = element;
            element?.focus();
          }}
          aria-label="Name of the view"
          placeholder="Name of the view"
          required
          maxLength={200}
          autoComplete="off"
          className={`${fieldClass} grow`}
        />
        <Button type="submit" disabled={save.isPending}>
          Save view
        </Button>
      </div>
      {save.error === null ? null : (
        <p role="alert" className="text-sm wrap-anywhere text-bad">
          {faultsByField(save.error.message, ["name"]).name ?? describeError(save.error).detail}
        </p>
      )}
    </form>
  );
}
