import type { Messages } from "@evalboard/contract";
import { ITEM_RUNS } from "@evalboard/contract/words";
import { formatCount, formatCounted } from "@evalboard/format";
import { trpc } from "@evalboard/react";
import { keepPreviousData } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { DatasetSearch, MessageKind } from "../address/items.ts";
import { Card, Dimmed, Skeleton } from "../kit/card.tsx";
import { Segments } from "../kit/fields.tsx";
import { Count } from "../kit/figure.tsx";
import { ErrorPanel } from "../kit/panels.tsx";
import { type Column, DataTable } from "../kit/table.tsx";
import { useChange } from "../kit/use-change.ts";

const route = getRouteApi("/datasets/$datasetId");

const kindWords: Readonly<Record<MessageKind, { readonly what: string; readonly none: string }>> = {
  error: { what: "errors", none: "No call broke" },
  reason: { what: "reasons", none: "No answer that did not pass has a reason" },
};

const kinds = [
  { value: "error", label: "Errors", count: undefined, meaning: "Why calls broke" },
  {
    value: "reason",
    label: "Reasons",
    count: undefined,
    meaning: "Why answers did not pass, as graders said",
  },
] as const;

/** What went wrong in the dataset's latest runs, what is alike together. */
export function DatasetMessages({ datasetId }: { readonly datasetId: string }): ReactNode {
  const { messages: kind = "error" } = route.useSearch();
  const change = useChange<Partial<DatasetSearch>>(route.useNavigate());
  const { data, error, isPlaceholderData, refetch } = trpc.runs.messages.useQuery(
    { datasetId, kind },
    { placeholderData: keepPreviousData },
  );
  const { what, none } = kindWords[kind];
  return (
    <Card
      title="Errors and reasons"
      definition="messages"
      aside={
        <Segments<MessageKind>
          legend="Which texts"
          options={kinds}
          chosen={kind}
          choose={(messages) => change({ messages })}
        />
      }
      flush
    >
      {data === undefined ? (
        error === null ? (
          <Skeleton className="m-5 h-32" />
        ) : (
          <ErrorPanel error={error} retry={() => void refetch()} />
        )
      ) : (
        <Dimmed isPending={isPlaceholderData}>
          {data.groups.length === 0 ? (
            <p className="px-5 pb-5 text-sm text-muted">
              {none} in the latest runs, at most {formatCount(ITEM_RUNS)}, of any period.
            </p>
          ) : (
            <MessagesTable what={what} messages={data} />
          )}
        </Dimmed>
      )}
    </Card>
  );
}

type MessageGroup = Messages["groups"][number];

interface MessagesTableProps {
  /** What the texts are: `errors`. */
  readonly what: string;
  readonly messages: Messages;
}

/** Texts that are alike together, the most frequent first; each leads to one of its results. */
function MessagesTable({ what, messages }: MessagesTableProps): ReactNode {
  return (
    <>
      <p className="px-5 pb-3 text-sm text-muted">{messagesWords(messages)}</p>
      <DataTable
        label={`Results by ${what}`}
        columns={columns}
        rows={messages.groups}
        keyOf={({ message }) => message}
      />
    </>
  );
}

const columns: readonly Column<MessageGroup>[] = [
  {
    heading: "Message",
    wide: true,
    bare: true,
    cell: ({ message }) => <span className="line-clamp-3 wrap-anywhere">{message}</span>,
  },
  {
    heading: "Results",
    align: "right",
    width: "w-[12%]",
    cell: ({ results }) => <Count value={results} />,
  },
  {
    heading: "Example",
    align: "right",
    width: "w-[16%]",
    cell: ({ message, example: { runId, position } }) => (
      <Link
        to="/runs/$runId"
        params={{ runId }}
        search={{ result: position }}
        className="text-accent underline-offset-2 hover:underline"
      >
        Open one<span className="sr-only"> of “{message}”</span>
      </Link>
    ),
  },
];

/** How many results have such a text, of which runs, and whether all kinds of it are listed. */
export function messagesWords({ groups, totalGroups, results }: Messages): string {
  const all = `${formatCounted(results, "result")} in ${formatCounted(totalGroups, "group")}, of the latest runs (at most ${formatCount(ITEM_RUNS)}) of any period`;
  return groups.length < totalGroups
    ? `${all}: the ${formatCount(groups.length)} largest groups.`
    : `${all}.`;
}
