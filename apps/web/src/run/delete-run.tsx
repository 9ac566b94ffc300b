import type { RunDetail } from "@evalboard/contract";
import { formatCounted, showHidden } from "@evalboard/format";
import { trpc } from "@evalboard/react";
import { useNavigate } from "@tanstack/react-router";
import { AlertDialog } from "radix-ui";
import { type FormEvent, type ReactNode, useState } from "react";
import { toast } from "sonner";
import { Backdrop } from "../kit/backdrop.tsx";
import { buttonClass } from "../kit/button.tsx";
import { describeError } from "../kit/errors.ts";
import { fieldClass } from "../kit/fields.tsx";

interface DeleteRunProps {
  readonly run: RunDetail;
  readonly close: () => void;
}

/** Asks for the run's external id before it is deleted for good. */
export function DeleteRun({ run, close }: DeleteRunProps): ReactNode {
  const [typed, setTyped] = useState("");
  const { mutate, isPending, error } = useDeleteRun(run);
  // What hides in it is shown as a mark, and may be copied as one.
  const isConfirmed = [run.externalId, showHidden(run.externalId)].includes(typed.trim());
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isConfirmed && !isPending) mutate({ runId: run.id, externalId: run.externalId });
  };
  return (
    <AlertDialog.Root open onOpenChange={close}>
      <AlertDialog.Portal>
        <Backdrop />
        <AlertDialog.Content className="fixed top-1/2 left-1/2 z-30 w-[min(30rem,calc(100vw-2rem))] -translate-1/2 rounded-xl border border-line bg-surface p-6 shadow-lg outline-none">
          <AlertDialog.Title className="text-lg font-semibold">Delete this run?</AlertDialog.Title>
          <AlertDialog.Description className="mt-2 text-sm text-muted">
            The run and its {formatCounted(run.results, "result")} are gone for good, and the board's figures
            follow within a minute. To confirm, type its external id:{" "}
            <code className="font-medium wrap-anywhere text-ink select-all">{run.externalId}</code>
          </AlertDialog.Description>
          <form onSubmit={submit} className="mt-4 flex flex-col gap-4">
            <input
              aria-label="External id"
              autoComplete="off"
              spellCheck={false}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              className={fieldClass}
            />
            {error === null ? null : (
              <p role="alert" className="text-sm text-bad">
                {describeError(error).detail}
              </p>
            )}
            <div className="flex justify-end gap-2">
              <AlertDialog.Cancel className={buttonClass}>Cancel</AlertDialog.Cancel>
              <button
                type="submit"
                disabled={!isConfirmed || isPending}
                className={`${buttonClass} enabled:border-bad enabled:text-bad`}
              >
                {isPending ? "Deleting…" : "Delete the run"}
              </button>
            </div>
          </form>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

/** Deletes a run; afterwards one is on the run list, and nothing that was read before counts any more. */
function useDeleteRun(run: RunDetail) {
  const utils = trpc.useUtils();
  const navigate = useNavigate();
  return trpc.runs.delete.useMutation({
    onSuccess: async () => {
      await navigate({ to: "/runs", replace: true });
      toast.success(`Deleted ${showHidden(run.externalId)}`);
      await utils.invalidate();
    },
  });
}
