import type { AuditEntry } from "@evalboard/contract";
import { formatAgo, formatInstant } from "@evalboard/format";
import { trpc } from "@evalboard/react";
import { getQueryKey } from "@trpc/react-query";
import type { ReactNode } from "react";
import { Card, Skeleton } from "../kit/card.tsx";
import { Unknown, useNow } from "../kit/figure.tsx";
import { PagedList, usePages } from "../kit/pages.tsx";
import { type Column, DataTable } from "../kit/table.tsx";
import { actionWords, actorWords } from "./words.ts";

/** Who changed what, the newest first, more of it on demand. */
export function AuditCard(): ReactNode {
  const query = useAudit();
  const now = useNow(60_000);
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <Card title="Audit log" flush>
      <PagedList query={query} what="entries" ahead="0px" outline={<Skeleton className="m-5 h-32" />}>
        {entries.length === 0 ? (
          <p className="px-5 pb-5 text-sm text-muted">
            Nothing yet: what is deleted, renamed, described or replaced stands here, and what happens to
            keys.
          </p>
        ) : (
          <DataTable label="Audit log" columns={auditColumns(now)} rows={entries} keyOf={({ id }) => id} />
        )}
      </PagedList>
    </Card>
  );
}

function auditColumns(nowMs: number): readonly Column<AuditEntry>[] {
  return [
    {
      heading: "When",
      width: "w-[11%]",
      cell: ({ at }) => (
        <time dateTime={at} title={formatInstant(at)}>
          {formatAgo(at, nowMs)}
        </time>
      ),
    },
    {
      heading: "Who",
      width: "w-[19%]",
      cell: ({ actor }) => <span className="wrap-anywhere">{actorWords(actor)}</span>,
    },
    { heading: "What", width: "w-[17%]", cell: ({ action }) => actionWords(action) },
    {
      heading: "Of",
      width: "w-[23%]",
      wide: true,
      cell: ({ subject }) =>
        subject === null ? (
          <Unknown why="nothing by name" />
        ) : (
          <span className="wrap-anywhere">{subject}</span>
        ),
    },
    { heading: "Detail", wide: true, cell: ({ detail }) => <Detail detail={detail} /> },
  ];
}

function Detail({ detail }: Pick<AuditEntry, "detail">): ReactNode {
  const parts = Object.entries(detail);
  if (parts.length === 0) return <Unknown why="none" />;
  return (
    <ul className="text-xs wrap-anywhere">
      {parts.map(([name, text]) => (
        <li key={name}>
          <span className="text-muted">{name}</span> {text}
        </li>
      ))}
    </ul>
  );
}

function useAudit() {
  const { client } = trpc.useUtils();
  return usePages({
    key: getQueryKey(trpc.audit.list, {}, "infinite"),
    read: (cursor, signal) => client.audit.list.query({ limit: 25, cursor }, { signal }),
    next: ({ nextCursor }) => nextCursor,
  });
}
