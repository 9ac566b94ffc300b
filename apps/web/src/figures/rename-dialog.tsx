import type { RenamePreview, RenameSubject, Renaming } from "@evalboard/contract";
import { formatCount, formatCounted } from "@evalboard/format";
import { trpc } from "@evalboard/react";
import { skipToken } from "@tanstack/react-query";
import { Dialog } from "radix-ui";
import { type FormEvent, type ReactNode, type RefObject, useRef, useState } from "react";
import { Backdrop } from "../kit/backdrop.tsx";
import { Button, buttonClass } from "../kit/button.tsx";
import { describeError } from "../kit/errors.ts";
import { fieldClass } from "../kit/fields.tsx";
import { useSettled } from "../kit/use-settled.ts";
import { nameWords, type NamedSubject } from "./rename.tsx";

interface RenameDialogProps {
  readonly subject: NamedSubject;
  /** The name that it starts with; the subject's own where nothing is said. */
  readonly target?: Pick<NamedSubject, "provider" | "name">;
  /** Starts again the other way round. */
  readonly swap?: () => void;
  readonly close: () => void;
  readonly renamed: (renaming: Renaming) => void;
  /** Where the keyboard goes on after a renaming, where what opened the dialog goes with it. */
  readonly focusAfter?: RefObject<HTMLElement | null>;
}

/** Gives a subject another name, or merges it into the one that has it; says beforehand what moves. */
export function RenameDialog(props: RenameDialogProps): ReactNode {
  const { subject, target = subject, swap, close, renamed, focusAfter } = props;
  const [before] = useState(() => document.activeElement);
  const [draft, setDraft] = useState({ provider: target.provider ?? "", name: target.name });
  const { asked, isPending, preview, error } = usePreview(subject, draft);
  // The dialog closes before the mutation says that it succeeded.
  const isRenamed = useRef(false);
  const rename = useRename((renaming) => {
    isRenamed.current = true;
    close();
    renamed(renaming);
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (asked !== null && preview !== undefined && !rename.isPending) rename.mutate(asked);
  };
  const trouble = rename.error ?? error;
  return (
    <Dialog.Root open onOpenChange={close}>
      <Dialog.Portal>
        <Backdrop />
        <Dialog.Content
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            const next = isRenamed.current ? (focusAfter?.current ?? before) : before;
            if (next instanceof HTMLElement) next.focus({ preventScroll: true });
          }}
          className="fixed top-1/2 left-1/2 z-30 max-h-[calc(100dvh-2rem)] w-[min(34rem,calc(100vw-2rem))] -translate-1/2 overflow-y-auto rounded-xl border border-line bg-surface p-6 shadow-lg outline-none"
        >
          <Dialog.Title className="text-lg font-semibold wrap-anywhere">
            Rename the {subject.kind} {nameWords(subject)}
          </Dialog.Title>
          <Dialog.Description className="mt-2 text-sm text-pretty text-muted">
            Its runs stay as they were recorded; figures, lists and later imports follow the new name. The
            name of another {subject.kind} makes the two one. Either can be undone.
          </Dialog.Description>
          <form onSubmit={submit} className="mt-4 flex flex-col gap-4">
            <div className="flex flex-wrap gap-3">
              {subject.kind === "model" ? (
                <NameField
                  label="Provider"
                  value={draft.provider}
                  type={(provider) => setDraft({ ...draft, provider })}
                />
              ) : null}
              <NameField label="Name" value={draft.name} type={(name) => setDraft({ ...draft, name })} />
            </div>
            <div aria-live="polite" className="min-h-10 text-sm text-pretty wrap-anywhere">
              {trouble !== null ? (
                <p role="alert" className="text-bad">
                  {describeError(trouble).detail}
                </p>
              ) : (
                <p className={preview === undefined ? "text-muted" : ""}>
                  {preview !== undefined
                    ? previewWords(preview)
                    : isPending
                      ? "Looking up what would move…"
                      : "Give it another name, and it says here what would move."}
                </p>
              )}
            </div>
            <div className="flex flex-wrap justify-end gap-2">
              {swap === undefined ? null : (
                <Button className={`${buttonClass} sm:mr-auto`} onClick={swap}>
                  The other way round
                </Button>
              )}
              <Dialog.Close className={buttonClass}>Cancel</Dialog.Close>
              <button
                type="submit"
                disabled={preview === undefined || rename.isPending}
                className={`${buttonClass} enabled:border-accent enabled:text-accent`}
              >
                {preview?.to.id == null ? "Rename" : "Merge"}
              </button>
            </div>
          </form>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface NameFieldProps {
  readonly label: string;
  readonly value: string;
  readonly type: (text: string) => void;
}

function NameField({ label, value, type }: NameFieldProps): ReactNode {
  return (
    <label className="flex min-w-0 grow flex-col gap-1 text-xs font-medium text-muted">
      {label}
      <input
        type="text"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={value}
        onChange={(event) => type(event.target.value)}
        className={`${fieldClass} h-9 font-normal`}
      />
    </label>
  );
}

interface Draft {
  readonly provider: string;
  readonly name: string;
}

/** What the typed name would do, once one pauses; `asked` is null where it is no other name. */
function usePreview(subject: NamedSubject, draft: Draft) {
  const settled = useSettled(draft);
  const asked = renamingOf(subject, settled);
  const { data, error, isFetching } = trpc.names.preview.useQuery(asked ?? skipToken);
  const isPending = settled !== draft || isFetching;
  const isTold = asked !== null && !isPending;
  return { asked, isPending, preview: isTold ? data : undefined, error: isTold ? error : null };
}

/** What is asked of the server for a typed name; null where it is none, or the subject's own. */
export function renamingOf(subject: NamedSubject, { provider, name }: Draft): RenameSubject | null {
  const { kind, id } = subject;
  const isSame = name.trim() === subject.name && provider.trim() === (subject.provider ?? "");
  if (isSame || name.trim() === "") return null;
  return kind === "model" ? { kind, id, provider, name } : { kind, id, name };
}

/** What a renaming would do, in words. */
export function previewWords(preview: RenamePreview): string {
  const { kind, to, movedRuns, presentRuns, movedVersions, sharedVersions } = preview;
  const versions = kind === "prompt" ? ` and ${formatCounted(movedVersions, "version")}` : "";
  const moved = `${formatCounted(movedRuns, "run")}${versions}`;
  if (to.id === null) return `Nothing else is called so: ${moved} would go by ${nameWords(to)}.`;
  const shared =
    sharedVersions === 0
      ? ""
      : ` Of the versions ${formatCount(sharedVersions)} ${sharedVersions === 1 ? "is" : "are"} there already, word for word.`;
  return `Becomes one with ${nameWords(to)}, which has ${formatCounted(presentRuns, "run")}: ${moved} would move there.${shared}`;
}

/** Renames; afterwards nothing that was read before counts any more. */
function useRename(renamed: (renaming: Renaming) => void) {
  const utils = trpc.useUtils();
  return trpc.names.rename.useMutation({
    onSuccess: async (renaming) => {
      renamed(renaming);
      await utils.invalidate();
    },
  });
}
