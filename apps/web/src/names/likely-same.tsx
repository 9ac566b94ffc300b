import type { LikelySame, NameKind, Renaming, SubjectName } from "@evalboard/contract";
import { formatCounted } from "@evalboard/format";
import { trpc } from "@evalboard/react";
import { type ReactNode, type RefObject, useState } from "react";
import { DatasetLink, ModelLink, PromptLink } from "../address/links.tsx";
import { nameWords } from "../figures/rename.tsx";
import { RenameDialog } from "../figures/rename-dialog.tsx";
import { Button } from "../kit/button.tsx";
import { Card, Skeleton } from "../kit/card.tsx";
import { ErrorPanel } from "../kit/panels.tsx";
import { type Column, DataTable } from "../kit/table.tsx";

interface LikelySameCardProps {
  /** Where the keyboard goes on once two are one. */
  readonly status: RefObject<HTMLElement | null>;
  readonly renamed: (renaming: Renaming) => void;
}

/** Pairs of names that are likely of one subject, each with the way to make them one. */
export function LikelySameCard({ status, renamed }: LikelySameCardProps): ReactNode {
  const { data, error, refetch } = trpc.names.likelySame.useQuery();
  const [merging, setMerging] = useState<Pick<LikelySame, "kind" | "from" | "to"> | null>(null);
  return (
    <Card title="Likely the same" definition="likelySame" flush>
      {data === undefined ? (
        error === null ? (
          <Skeleton className="m-5 h-32" />
        ) : (
          <ErrorPanel error={error} retry={() => void refetch()} />
        )
      ) : data.length === 0 ? (
        <p className="px-5 pb-5 text-sm text-muted">No two names look alike.</p>
      ) : (
        <DataTable
          label="Likely the same"
          columns={likelySameColumns(setMerging)}
          rows={data}
          keyOf={({ from, to }) => `${from.id} ${to.id}`}
        />
      )}
      {merging === null ? null : (
        <RenameDialog
          key={merging.from.id}
          subject={{ kind: merging.kind, ...merging.from }}
          target={merging.to}
          swap={() => setMerging({ kind: merging.kind, from: merging.to, to: merging.from })}
          close={() => setMerging(null)}
          renamed={renamed}
          focusAfter={status}
        />
      )}
    </Card>
  );
}

/** How a kind is called at the start of a row. */
export const kindWords: Readonly<Record<NameKind, string>> = {
  model: "Model",
  dataset: "Dataset",
  prompt: "Prompt",
};

function likelySameColumns(merge: (pair: LikelySame) => void): readonly Column<LikelySame>[] {
  return [
    { heading: "Kind", width: "w-[10%]", cell: ({ kind }) => kindWords[kind] },
    { heading: "Name", wide: true, cell: ({ kind, from }) => <CountedName kind={kind} subject={from} /> },
    {
      heading: "Likely the same as",
      wide: true,
      cell: ({ kind, to }) => <CountedName kind={kind} subject={to} />,
    },
    { heading: "Differ in", width: "w-[18%]", wide: true, cell: ({ differsIn }) => differsIn },
    {
      heading: "Merge",
      width: "w-28",
      align: "right",
      bare: true,
      cell: (pair) => (
        <Button aria-haspopup="dialog" onClick={() => merge(pair)}>
          Merge…
          <span className="sr-only">
            {" "}
            {nameWords(pair.from)} into {nameWords(pair.to)}
          </span>
        </Button>
      ),
    },
  ];
}

interface CountedNameProps {
  readonly kind: NameKind;
  readonly subject: LikelySame["from"];
}

function CountedName({ kind, subject }: CountedNameProps): ReactNode {
  return (
    <>
      <NameLink kind={kind} subject={subject} />
      <span className="block text-xs text-muted">{formatCounted(subject.runs, "run")}</span>
    </>
  );
}

interface NameLinkProps {
  readonly kind: NameKind;
  readonly subject: SubjectName;
}

/** A name that leads to its subject's page. */
export function NameLink({ kind, subject: { id, provider, name } }: NameLinkProps): ReactNode {
  const Link = { model: ModelLink, dataset: DatasetLink, prompt: PromptLink }[kind];
  return (
    <span className="wrap-anywhere">
      <Link id={id} period="30d" className="font-medium">
        {name}
      </Link>
      {provider === null ? null : <span className="text-muted"> {provider}</span>}
    </span>
  );
}
