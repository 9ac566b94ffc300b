import { Dialog } from "radix-ui";
import { type ReactNode, useState } from "react";
import { Backdrop } from "../kit/backdrop.tsx";

interface ReachDialogProps {
  readonly title: string;
  /** Whether the title is shown, or said alone. */
  readonly isTitled: boolean;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** A dialog near the top of the window; the keyboard goes back to where it was. */
export function ReachDialog({ title, isTitled, close, children }: ReachDialogProps): ReactNode {
  const [before] = useState(() => document.activeElement);
  return (
    <Dialog.Root open onOpenChange={close}>
      <Dialog.Portal>
        <Backdrop />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // Where it has gone to another page, that has the keyboard already.
            if (before instanceof HTMLElement && document.activeElement === document.body)
              before.focus({ preventScroll: true });
          }}
          className="fixed top-[12dvh] left-1/2 z-30 flex max-h-[76dvh] w-[min(40rem,calc(100vw-1.5rem))] -translate-x-1/2 flex-col overflow-hidden rounded-xl border border-line bg-surface shadow-lg outline-none"
        >
          <Dialog.Title className={isTitled ? "px-5 pt-4 pb-2 text-lg font-semibold" : "sr-only"}>
            {title}
          </Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
