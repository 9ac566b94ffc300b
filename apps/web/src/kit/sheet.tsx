import { ChevronDown, ChevronUp, X } from "lucide-react";
import { Dialog } from "radix-ui";
import { type ComponentProps, type KeyboardEvent, type ReactNode, useState } from "react";
import { Backdrop } from "./backdrop.tsx";
import { touchIconClass } from "./button.tsx";

interface SheetProps<Row> {
  /** What is open: `result`. */
  readonly what: string;
  readonly title: ReactNode;
  /** Stands beside the title. */
  readonly notes: ReactNode;
  /** The list behind it, to go on to the next row from here; the open row may be beyond what of it is loaded. */
  readonly rows: readonly Row[];
  readonly isOpen: (row: Row) => boolean;
  readonly open: (row: Row) => void;
  readonly close: () => void;
  /** Id of what has the keyboard once it is closed; where there is none, what had it before, or the page's content. */
  readonly backTo?: string;
  readonly children: ReactNode;
}

/** One row of a list, whole, over the page; the keys j and k go through the list. */
export function Sheet<Row>(props: SheetProps<Row>): ReactNode {
  const { what, title, notes, rows, isOpen, open, close, backTo = "", children } = props;
  const [before] = useState(() => document.activeElement);
  const index = rows.findIndex(isOpen);
  const goTo = (at: number): (() => void) | undefined => {
    const row = index === -1 ? undefined : rows[at];
    return row === undefined ? undefined : () => open(row);
  };
  const [previous, next] = [goTo(index - 1), goTo(index + 1)];
  const goByKey = ({ key }: KeyboardEvent): void => {
    if (key === "j") next?.();
    if (key === "k") previous?.();
  };
  return (
    <Dialog.Root open onOpenChange={close}>
      <Dialog.Portal>
        <Backdrop />
        <Dialog.Content
          aria-describedby={undefined}
          onKeyDown={goByKey}
          onOpenAutoFocus={(event) => {
            // Not the first button: nothing is to be pressed yet, and j and k work from here.
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            const opener = before === document.body ? document.querySelector("main") : before;
            const back = document.getElementById(backTo) ?? opener;
            if (back instanceof HTMLElement) back.focus({ preventScroll: true });
          }}
          className="fixed inset-y-0 right-0 z-30 flex w-full max-w-304 flex-col border-l border-line bg-canvas shadow-lg outline-none md:w-[94%]"
        >
          <header className="flex items-center gap-3 border-b border-line bg-surface py-3 pr-3 pl-4 sm:pl-6">
            <div className="flex min-w-0 grow flex-wrap items-center gap-x-3">
              <Dialog.Title className="line-clamp-2 min-w-0 text-lg font-semibold wrap-anywhere">
                {title}
              </Dialog.Title>
              {notes}
            </div>
            <IconButton label={`Previous ${what} (k)`} disabled={previous === undefined} onClick={previous}>
              <ChevronUp className="size-4" aria-hidden />
            </IconButton>
            <IconButton label={`Next ${what} (j)`} disabled={next === undefined} onClick={next}>
              <ChevronDown className="size-4" aria-hidden />
            </IconButton>
            <Dialog.Close asChild>
              <IconButton label="Close">
                <X className="size-4" aria-hidden />
              </IconButton>
            </Dialog.Close>
          </header>
          <div className="min-h-0 grow overflow-y-auto p-4 sm:p-6">{children}</div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type IconButtonProps = ComponentProps<"button"> & { readonly label: string };

/** A button that is an icon; its name is in the tooltip and for screen readers. */
export function IconButton({ label, ...props }: IconButtonProps): ReactNode {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={`grid size-8 shrink-0 place-items-center rounded-lg text-muted transition-colors hover:bg-sunken hover:text-ink disabled:opacity-40 disabled:hover:bg-transparent ${touchIconClass}`}
      {...props}
    />
  );
}
