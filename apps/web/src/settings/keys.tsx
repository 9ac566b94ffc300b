import type { ApiKey } from "@evalboard/contract";
import { formatAgo, formatInstant } from "@evalboard/format";
import { trpc } from "@evalboard/react";
import { Ban, Check, Clock } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { Badge, type Face } from "../kit/badge.tsx";
import { Button } from "../kit/button.tsx";
import { boundWords } from "../kit/caller.ts";
import { Card, Skeleton } from "../kit/card.tsx";
import { Unknown, useNow } from "../kit/figure.tsx";
import { ErrorPanel } from "../kit/panels.tsx";
import { type Column, DataTable } from "../kit/table.tsx";
import { NewKey } from "./new-key.tsx";
import { RevokeKey } from "./revoke-key.tsx";
import { endWords, type KeyState, keyStateOf } from "./words.ts";

interface KeysCardProps {
  /** The name of who asks; null where nobody is asked for a key. */
  readonly callerName: string | null;
}

/** Who may come in by a key: those there are, a way to make one, and to end one. */
export function KeysCard({ callerName }: KeysCardProps): ReactNode {
  const { data, error, refetch } = trpc.keys.list.useQuery();
  const [isMaking, setIsMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  return (
    <Card
      title="Keys"
      flush
      aside={
        <Button ref={opener} aria-expanded={isMaking} disabled={isMaking} onClick={() => setIsMaking(true)}>
          New key
        </Button>
      }
    >
      {isMaking ? (
        <NewKey
          close={() => {
            setIsMaking(false);
            // It is enabled again by the next frame.
            requestAnimationFrame(() => opener.current?.focus());
          }}
        />
      ) : null}
      {data === undefined ? (
        error === null ? (
          <Skeleton className="m-5 h-32" />
        ) : (
          <ErrorPanel error={error} retry={() => void refetch()} />
        )
      ) : data.length === 0 ? (
        <p className="px-5 pb-5 text-sm text-muted">There are no keys yet.</p>
      ) : (
        <KeysTable keys={data} revoke={setRevoking} />
      )}
      {revoking === null ? null : (
        <RevokeKey
          apiKey={revoking}
          callerName={callerName}
          focusAfter={opener}
          close={() => setRevoking(null)}
        />
      )}
    </Card>
  );
}

interface KeysTableProps {
  readonly keys: readonly ApiKey[];
  readonly revoke: (key: ApiKey) => void;
}

/** Those that work, and below them those that do not any more. */
function KeysTable({ keys, revoke }: KeysTableProps): ReactNode {
  const now = useNow(60_000);
  const works = (key: ApiKey): boolean => keyStateOf(key, now) === "works";
  return (
    <DataTable
      label="Keys"
      columns={keyColumns(now, revoke)}
      rows={keys.filter(works)}
      keyOf={({ id }) => id}
      apart={{ title: "No longer working", rows: keys.filter((key) => !works(key)) }}
    />
  );
}

const stateFaces: Readonly<Record<KeyState, Face>> = {
  works: {
    label: "Works",
    meaning: "It lets its holder in",
    Icon: Check,
    className: "",
    iconClass: "text-good",
  },
  expired: { label: "Expired", meaning: "Its time is over", Icon: Clock, className: "text-muted" },
  revoked: { label: "Revoked", meaning: "Somebody ended it", Icon: Ban, className: "text-muted" },
};

function keyColumns(nowMs: number, revoke: (key: ApiKey) => void): readonly Column<ApiKey>[] {
  const ago = (at: string | null): ReactNode =>
    at === null ? (
      <Unknown why="never" />
    ) : (
      <time dateTime={at} title={formatInstant(at)} className="whitespace-nowrap">
        {formatAgo(at, nowMs)}
      </time>
    );
  return [
    {
      heading: "Name",
      wide: true,
      bare: true,
      cell: ({ name, prefix }) => (
        <>
          <span className="font-medium wrap-anywhere">{name}</span>
          <code className="block text-xs wrap-anywhere text-muted">{prefix}…</code>
        </>
      ),
    },
    { heading: "Scopes", width: "w-[11%]", cell: ({ scopes }) => scopes.join(", ") },
    {
      heading: "Sees",
      width: "w-[15%] lg:w-[17%]",
      cell: (key) => <span className="wrap-anywhere">{boundWords(key) ?? "all runs"}</span>,
    },
    { heading: "Created", width: "w-[9%]", roomy: true, cell: ({ createdAt }) => ago(createdAt) },
    {
      heading: "Expires",
      width: "w-[11%]",
      cell: ({ expiresAt }) =>
        expiresAt === null ? (
          "never"
        ) : (
          <time dateTime={expiresAt} title={formatInstant(expiresAt)}>
            {endWords(expiresAt, nowMs)}
          </time>
        ),
    },
    { heading: "Last used", width: "w-[11%]", cell: ({ lastUsedAt }) => ago(lastUsedAt) },
    {
      heading: "State",
      width: "w-[11%]",
      cell: (key) => <Badge face={stateFaces[keyStateOf(key, nowMs)]} />,
    },
    {
      heading: "Revoke",
      width: "w-[16%] lg:w-[12%] xl:w-[10%]",
      align: "right",
      bare: true,
      cell: (key) =>
        keyStateOf(key, nowMs) === "works" ? (
          <Button aria-haspopup="dialog" onClick={() => revoke(key)}>
            Revoke…
            <span className="sr-only"> {key.name}</span>
          </Button>
        ) : null,
    },
  ];
}
