import type { SavedView } from "@evalboard/contract";
import { formatInstant } from "@evalboard/format";
import { Pencil, Trash2 } from "lucide-react";
import { Popover } from "radix-ui";
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button, buttonClass } from "../kit/button.tsx";
import { Skeleton } from "../kit/card.tsx";
import { describeError } from "../kit/errors.ts";
import { faultsByField } from "../kit/faults.ts";
import { fieldClass } from "../kit/fields.tsx";
import { IconButton } from "../kit/sheet.tsx";
import { currentAddress, useGoToView, useViewChanges, useViewRights, useViews } from "./use-views.ts";

/** The saved views, open at first: to go to one, to save where one is, and to rename and remove them. */
export function OpenViews({ children }: { readonly children: ReactNode }): ReactNode {
  const [isOpen, setIsOpen] = useState(true);
  const { mayRead, mayChange } = useViewRights();
  const titleId = useId();
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger
        aria-label="Saved views"
        title="Saved views"
        className={`${buttonClass} shrink-0 print:hidden`}
      >
        {children}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={6}
          collisionPadding={12}
          aria-labelledby={titleId}
          className="z-20 flex max-h-[70dvh] w-88 max-w-[calc(100vw-1.5rem)] flex-col gap-2 overflow-y-auto rounded-xl border border-line bg-surface p-3 shadow-lg outline-none"
        >
          <h2 id={titleId} className="text-sm font-semibold">
            Saved views
          </h2>
          {mayRead ? (
            <ViewList mayChange={mayChange} close={() => setIsOpen(false)} />
          ) : (
            <p className="text-sm text-muted">
              Your key shows some runs alone. Saved views are of the whole board, and need a key that does.
            </p>
          )}
          {mayChange ? <SaveForm /> : null}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface ViewListProps {
  readonly mayChange: boolean;
  readonly close: () => void;
}

function ViewList({ mayChange, close }: ViewListProps): ReactNode {
  const { data, error } = useViews();
  if (data === undefined) {
    if (error === null) return <Skeleton className="h-16" />;
    return <p className="text-sm text-bad">{describeError(error).detail}</p>;
  }
  if (data.length === 0) {
    return (
      <p className="text-sm text-pretty text-muted">
        None yet. A view is where one is, with its period, filters and order, under a name for the whole team.
      </p>
    );
  }
  return (
    <ul className="flex flex-col">
      {data.map((view) => (
        <ViewRow key={view.id} view={view} mayChange={mayChange} close={close} />
      ))}
    </ul>
  );
}

interface ViewRowProps extends ViewListProps {
  readonly view: SavedView;
}

function ViewRow({ view, mayChange, close }: ViewRowProps): ReactNode {
  const { name, address, createdBy, createdAt } = view;
  const go = useGoToView();
  const { rename, remove } = useViewChanges();
  const [isNaming, setIsNaming] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  const error = remove.error ?? rename.error;
  const rest = (): void => {
    setIsNaming(false);
    requestAnimationFrame(() => row.current?.querySelector("a")?.focus());
  };
  return (
    <li ref={row} className="flex flex-col">
      <div className="flex items-center gap-1">
        {isNaming ? (
          <NameForm
            label={`New name of ${name}`}
            value={name}
            words="Rename"
            isPending={rename.isPending}
            send={(to) =>
              to === name ? rest() : rename.mutate({ viewId: view.id, name: to }, { onSuccess: rest })
            }
            cancel={rest}
          />
        ) : (
          <>
            <a
              href={address}
              title={`${address}\nSaved by ${createdBy}, ${formatInstant(createdAt)}`}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                event.preventDefault();
                close();
                go(view);
              }}
              className="min-w-0 grow rounded-lg px-2 py-1.5 text-sm wrap-anywhere hover:bg-hover"
            >
              {name}
            </a>
            {mayChange ? (
              <>
                <IconButton label={`Rename ${name}`} onClick={() => setIsNaming(true)}>
                  <Pencil className="size-3.5" aria-hidden />
                </IconButton>
                <IconButton
                  label={`Remove ${name}`}
                  disabled={remove.isPending}
                  onClick={() => remove.mutate({ viewId: view.id })}
                >
                  <Trash2 className="size-3.5" aria-hidden />
                </IconButton>
              </>
            ) : null}
          </>
        )}
      </div>
      <Trouble error={error} />
    </li>
  );
}

/** Gives where one is a name. */
function SaveForm(): ReactNode {
  const { save } = useViewChanges();
  const [saved, setSaved] = useState<string | null>(null);
  return (
    <div className="flex flex-col gap-1 border-t border-line pt-3">
      <NameForm
        key={saved}
        label="Name of this view"
        value=""
        words="Save view"
        isPending={save.isPending}
        send={(name) =>
          save.mutate({ name, address: currentAddress() }, { onSuccess: (view) => setSaved(view.name) })
        }
      />
      <Trouble error={save.error} />
      <output className="text-xs text-muted">{saved === null ? "" : `Saved as ${saved}.`}</output>
    </div>
  );
}

interface NameFormProps {
  readonly label: string;
  readonly value: string;
  /** What the button says. */
  readonly words: string;
  readonly isPending: boolean;
  readonly send: (name: string) => void;
  /** Where it can be left by Escape. */
  readonly cancel?: () => void;
}

function NameForm({ label, value, words, isPending, send, cancel }: NameFormProps): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  const isAsked = cancel !== undefined;
  useEffect(() => {
    if (isAsked) field.current?.select();
  }, [isAsked]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const name = field.current?.value.trim() ?? "";
    if (name !== "" && !isPending) send(name);
  };
  return (
    <form onSubmit={submit} className="flex min-w-0 grow gap-2">
      <input
        ref={field}
        aria-label={label}
        placeholder={label}
        defaultValue={value}
        required
        maxLength={200}
        autoComplete="off"
        onKeyDown={(event) => {
          if (event.key !== "Escape" || cancel === undefined) return;
          event.stopPropagation();
          cancel();
        }}
        className={`${fieldClass} grow`}
      />
      <Button type="submit" disabled={isPending}>
        {words}
      </Button>
    </form>
  );
}

/** What is wrong with a name, or why nothing could be changed. */
function Trouble({ error }: { readonly error: Pick<Error, "message"> | null }): ReactNode {
  if (error === null) return null;
  const told = faultsByField(error.message, ["name", "address"]);
  return (
    <p role="alert" className="text-xs wrap-anywhere text-bad">
      {told.name ?? told.address ?? describeError(error).detail}
    </p>
  );
}
