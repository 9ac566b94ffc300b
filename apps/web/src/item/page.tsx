import type { ItemHistory, ItemQuery } from "@evalboard/contract";
import { formatCount } from "@evalboard/format";
import { trpc } from "@evalboard/react";
import { getRouteApi, Link, Navigate } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import { type ReactNode, useCallback } from "react";
import { readResultAddress, writeResultAddress } from "../address/compare.ts";
import type { ItemSearch } from "../address/items.ts";
import { DatasetLink } from "../address/links.tsx";
import { itemTitle } from "../figures/result.tsx";
import { buttonClass } from "../kit/button.tsx";
import { Card, Skeleton, SkeletonCard } from "../kit/card.tsx";
import { isNotThere } from "../kit/errors.ts";
import { ErrorPanel, MessagePanel } from "../kit/panels.tsx";
import { TextBlock } from "../kit/text.tsx";
import { useChange } from "../kit/use-change.ts";
import { OpenAnswer } from "./answer.tsx";
import { Strips } from "./strips.tsx";
import type { ItemAnswer, ItemStrip } from "./verdicts.tsx";

const route = getRouteApi("/datasets/$datasetId/items/$itemKey");

/** The item in the address. */
export function ItemRoute(): ReactNode {
  const { datasetId, itemKey } = route.useParams();
  // Another item is another page.
  return <ItemPage key={`${datasetId} ${itemKey}`} datasetId={datasetId} itemKey={itemKey} />;
}

/** One item of a dataset through all of its runs, in whichever state its page is. */
function ItemPage({ datasetId, itemKey }: ItemQuery): ReactNode {
  const { data, error, refetch } = trpc.items.history.useQuery({ datasetId, itemKey });
  if (data !== undefined) return <ItemView history={data} datasetId={datasetId} />;
  if (error === null) return <ItemSkeleton />;
  if (isNotThere(error)) return <NoSuchItem datasetId={datasetId} />;
  return <ErrorPanel error={error} retry={() => void refetch()} />;
}

/** An address of an item that no completed run of the dataset has. */
function NoSuchItem({ datasetId }: { readonly datasetId: string }): ReactNode {
  return (
    <>
      <title>No such item · EvalBoard</title>
      <MessagePanel Icon={SearchX} title="There is no such item on this board" headingLevel="h1">
        <p className="text-sm text-muted">
          No completed run has asked it. The link may be cut short, or belong to another board.
        </p>
        <Link to="/datasets/$datasetId" params={{ datasetId }} className={buttonClass}>
          Go to its dataset
        </Link>
      </MessagePanel>
    </>
  );
}

/** An item page's outline while its history is on the way. */
function ItemSkeleton(): ReactNode {
  return (
    <div className="flex flex-col gap-5">
      <output className="sr-only">Loading the item…</output>
      <Skeleton className="h-12 w-72" />
      <SkeletonCard className="h-40" />
      <SkeletonCard className="h-80" />
    </div>
  );
}

interface ItemViewProps {
  readonly history: ItemHistory;
  /** As the address has it. */
  readonly datasetId: string;
}

/** The item's texts, how it fared, and the answer that is open. */
function ItemView({ history, datasetId }: ItemViewProps): ReactNode {
  const open = readResultAddress(route.useSearch().answer);
  const change = useChange<ItemSearch>(route.useNavigate());
  const show = useCallback((answer: ItemAnswer) => change({ answer: writeResultAddress(answer) }), [change]);
  const { dataset, itemKey, strips } = history;
  return (
    <>
      <title>{`${itemTitle(history)} · ${dataset.name} · EvalBoard`}</title>
      {dataset.id === datasetId ? null : (
        <Navigate from={route.id} to="." params={{ datasetId: dataset.id, itemKey }} search replace />
      )}
      <ItemHeader history={history} />
      <Card title="Item">
        <div className="grid gap-4 md:grid-cols-2">
          <TextBlock title="Input" text={history.input} />
          <TextBlock title="Expected" text={history.expected} />
        </div>
      </Card>
      <Strips strips={strips} open={show} note={cutWords(history)} />
      {open === null ? null : (
        <OpenAnswer
          address={open}
          strips={strips}
          open={(answer) => change({ answer: writeResultAddress(answer) }, true)}
          close={() => change({ answer: undefined })}
        />
      )}
    </>
  );
}

/** What the item is called, and whose it is. */
function ItemHeader({ history }: { readonly history: ItemHistory }): ReactNode {
  const { dataset, itemKey, itemName } = history;
  return (
    <header className="flex flex-col gap-0.5">
      <p className="text-sm wrap-anywhere text-muted">
        <DatasetLink id={dataset.id} period="30d" className="hover:text-ink">
          {dataset.name}
        </DatasetLink>{" "}
        <span aria-hidden>/</span> Item
      </p>
      <h1 className="text-xl font-semibold tracking-tight wrap-anywhere">{itemTitle(history)}</h1>
      {itemName === null || itemName === itemKey ? null : (
        <p className="text-sm wrap-anywhere text-muted">
          Key <code>{itemKey}</code>
        </p>
      )}
    </header>
  );
}

/** That answers were left out, and how many; null where all are shown. */
export function cutWords({
  answers,
  strips,
}: Pick<ItemHistory, "answers"> & { readonly strips: readonly Pick<ItemStrip, "answers">[] }): string | null {
  const shown = strips.reduce((sum, strip) => sum + strip.answers.length, 0);
  if (shown >= answers) return null;
  return `Showing the latest ${formatCount(shown)} of ${formatCount(answers)} answers.`;
}
