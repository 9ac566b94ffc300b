import type { Renaming } from "@evalboard/contract";
import { formatAgo, formatInstant } from "@evalboard/format";
import { trpc } from "@evalboard/react";
import type { ReactNode } from "react";
import { nameWords } from "../figures/rename.tsx";
import { Button } from "../kit/button.tsx";
import { Card, Skeleton } from "../kit/card.tsx";
import { describeError } from "../kit/errors.ts";
import { useNow } from "../kit/figure.tsx";
import { ErrorPanel } from "../kit/panels.tsx";
import { type Column, DataTable } from "../kit/table.tsx";
import { kindWords, NameLink } from "./likely-same.tsx";

/** What was renamed and merged, the newest first, each with the way back. */
export function RenamingsCard({ undone }: { readonly undone: (renaming: Renaming) => void }): ReactNode {
  const { data, error, refetch } = trpc.names.renamings.useQuery();
  const undo = useUndo(undone);
  const now = useNow(60_000);
  return (
    <Card title="Renamed and merged" flush>
      {undo.error === null ? null : (
        <p role="alert" className="px-5 pb-3 text-sm wrap-anywhere text-bad">
          {describeError(undo.error).detail}
        </p>
      )}
      {data === undefined ? (
        error === null ? (
          <Skeleton className="m-5 h-32" />
        ) : (
          <ErrorPanel error={error} retry={() => void refetch()} />
        )
      ) : data.length === 0 ? (
        <p className="px-5 pb-5 text-sm text-muted">
          Everything is called as it was recorded. “Rename…” on the page of a model, a dataset or a prompt
          changes that.
        </p>
      ) : (
        <DataTable
          label="Renamed and merged"
          columns={renamingColumns(now, undo.isPending, (renamingId) => undo.mutate({ renamingId }))}
          rows={data}
          keyOf={({ id }) => id}
        />
      )}
    </Card>
  );
}

function renamingColumns(
  nowMs: number,
  isPending: boolean,
  undo: (renamingId: string) => void,
): readonly Column<Renaming>[] {
  return [
    { heading: "Kind", width: "w-[10%]", cell: ({ kind }) => kindWords[kind] },
    {
      heading: "Recorded as",
      wide: true,
      cell: ({ from }) => <span className="wrap-anywhere">{nameWords(from)}</span>,
    },
    { heading: "Is now", wide: true, cell: ({ kind, to }) => <NameLink kind={kind} subject={to} /> },
    {
      heading: "How",
      width: "w-[18%]",
      cell: ({ merged, at }) => (
        <>
          {merged ? "merged" : "renamed"}{" "}
          <time dateTime={at} title={formatInstant(at)} className="text-muted">
            {formatAgo(at, nowMs)}
          </time>
        </>
      ),
    },
    {
      heading: "Undo",
      width: "w-28",
      align: "right",
      bare: true,
      cell: ({ id, from, to, undoable }) =>
        undoable ? (
          <Button disabled={isPending} onClick={() => undo(id)}>
            Undo
            <span className="sr-only">
              {" "}
              {nameWords(from)} to {nameWords(to)}
            </span>
          </Button>
        ) : (
          <span className="text-xs text-muted">undo newer ones first</span>
        ),
    },
  ];
}

/** Takes a renaming back; afterwards nothing that was read before counts any more. */
function useUndo(undone: (renaming: Renaming) => void) {
  const utils = trpc.useUtils();
  return trpc.names.undo.useMutation({
    onSuccess: async (renaming) => {
      undone(renaming);
      await utils.invalidate();
    },
  });
}
