import type { ApiKey } from "@evalboard/contract";
import { trpc } from "@evalboard/react";
import { AlertDialog } from "radix-ui";
import { type ReactNode, type RefObject, useRef, useState } from "react";
import { Button, buttonClass } from "../kit/button.tsx";
import { describeError } from "../kit/errors.ts";
import { Backdrop } from "../kit/backdrop.tsx";

interface RevokeKeyProps {
  readonly apiKey: ApiKey;
  /** The name of who asks: a key of the same name may be the one that they came in by. */
  readonly callerName: string | null;
  /** Where the keyboard goes on once the key's button is gone. */
  readonly focusAfter: RefObject<HTMLElement | null>;
  readonly close: () => void;
}

/** Asks before a key is ended for good. */
export function RevokeKey({ apiKey, callerName, focusAfter, close }: RevokeKeyProps): ReactNode {
  const [before] = useState(() => document.activeElement);
  const isRevoked = useRef(false);
  const { mutate, isPending, error } = useRevoke(() => {
    isRevoked.current = true;
    close();
  });
  return (
    <AlertDialog.Root open onOpenChange={close}>
      <AlertDialog.Portal>
        <Backdrop />
        <AlertDialog.Content
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            const next = isRevoked.current ? focusAfter.current : before;
            if (next instanceof HTMLElement) next.focus({ preventScroll: true });
          }}
          className="fixed top-1/2 left-1/2 z-30 max-h-[calc(100dvh-2rem)] w-[min(30rem,calc(100vw-2rem))] -translate-1/2 overflow-y-auto rounded-xl border border-line bg-surface p-6 shadow-lg outline-none"
        >
          <AlertDialog.Title className="text-lg font-semibold wrap-anywhere">
            Revoke the key {apiKey.name}?
          </AlertDialog.Title>
          <AlertDialog.Description className="mt-2 text-sm text-pretty text-muted">
            What sends the key <code className="text-ink">{apiKey.prefix}…</code> is turned away at once, and
            whoever signed in by it is signed out
            {apiKey.name === callerName ? ", which may be you" : ""}. It cannot be undone.
          </AlertDialog.Description>
          {error === null ? null : (
            <p role="alert" className="mt-3 text-sm wrap-anywhere text-bad">
              {describeError(error).detail}
            </p>
          )}
          <div className="mt-5 flex justify-end gap-2">
            <AlertDialog.Cancel className={buttonClass}>Cancel</AlertDialog.Cancel>
            <Button
              disabled={isPending}
              onClick={() => mutate({ keyId: apiKey.id })}
              className={`${buttonClass} enabled:border-bad enabled:text-bad`}
            >
              {isPending ? "Revoking…" : "Revoke the key"}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

function useRevoke(revoked: () => void) {
  const utils = trpc.useUtils();
  return trpc.keys.revoke.useMutation({
    onSuccess: async () => {
      revoked();
      await Promise.all([utils.keys.invalidate(), utils.audit.invalidate(), utils.session.invalidate()]);
    },
  });
}
