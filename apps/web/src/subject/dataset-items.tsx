import type { DatasetItems, Period } from "@evalboard/contract";
import { formatCount, formatCounted, formatRate, formatScore } from "@evalboard/format";
import { trpc } from "@evalboard/react";
import { keepPreviousData } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { DatasetSearch, ItemSort } from "../address/items.ts";
import { ItemLink } from "../address/links.tsx";
import { wordsOfPeriod } from "../address/period.ts";
import { itemTitle } from "../figures/result.tsx";
import { Card, Dimmed, Skeleton } from "../kit/card.tsx";
import { Segments } from "../kit/fields.tsx";
import { Count, Figure, Unknown } from "../kit/figure.tsx";
import { ErrorPanel } from "../kit/panels.tsx";
import { type Column, DataTable } from "../kit/table.tsx";
import { useChange } from "../kit/use-change.ts";

const route = getRouteApi("/datasets/$datasetId");

type DatasetItem = DatasetItems["items"][number];

interface DatasetItemsProps {
  readonly datasetId: string;
  readonly period: Period;
}

/** The dataset's items that say most: the hardest, those that flip most, or those that tell no models apart. */
export function DatasetItemsCard({ datasetId, period }: DatasetItemsProps): ReactNode {
  const { items: sort = "hardest" } = route.useSearch();
  const change = useChange<Partial<DatasetSearch>>(route.useNavigate());
  const { data, error, isPlaceholderData, refetch } = trpc.items.list.useQuery(
    { datasetId, period, sort },
    { placeholderData: keepPreviousData },
  );
  return (
    <Card
      title="Items"
      definition="datasetItems"
      aside={
        <Segments<ItemSort>
          legend="Which items"
          options={sortOptions(data)}
          chosen={sort}
          choose={(items) => change({ items })}
        />
      }
      flush
    >
      {data === undefined ? (
        error === null ? (
          <Skeleton className="m-5 h-80" />
        ) : (
          <ErrorPanel error={error} retry={() => void refetch()} />
        )
      ) : (
        <Dimmed isPending={isPlaceholderData}>
          <p className="px-5 pb-3 text-sm text-pretty text-muted">{itemsWords(data, sort, period)}</p>
          {data.items.length === 0 ? null : (
            <DataTable
              isFolded
              label="Items"
              columns={itemColumns(datasetId)}
              rows={data.items}
              keyOf={({ itemKey }) => itemKey}
            />
          )}
        </Dimmed>
      )}
    </Card>
  );
}

function sortOptions(items: DatasetItems | undefined) {
  return [
    { value: "hardest", label: "Hardest", count: undefined, meaning: "The smallest share of answers passed" },
    {
      value: "flipping",
      label: "Flip most",
      count: undefined,
      meaning: "Passed after they had failed with the same model and prompt version, or the other way",
    },
    {
      value: "telling nothing",
      label: "Tell no models apart",
      count: items?.tellingNothing,
      meaning: "Each of several models always passes them, or always fails",
    },
  ] as const;
}

const lists: Readonly<Record<ItemSort, { readonly listed: string; readonly none: string }>> = {
  hardest: { listed: "The hardest", none: "No item has a scored answer." },
  flipping: {
    listed: "Those that flip most",
    none: "No item flipped: the same model and prompt version always came to the same verdict.",
  },
  "telling nothing": {
    listed: "Those asked most that tell no models apart",
    none: "Each item that several models were asked tells some of them apart.",
  },
};

/** Which items are listed, of how many, over which runs; or why there are none. */
export function itemsWords(
  { items, totalItems, runs }: Pick<DatasetItems, "items" | "totalItems" | "runs">,
  sort: ItemSort,
  period: Period,
): string {
  const { span } = wordsOfPeriod(period);
  if (runs === 0) return `No completed runs in ${span}.`;
  const over = `${formatCounted(totalItems, "item")}, over the latest ${formatCounted(runs, "run")} of ${span}`;
  if (items.length === 0) return `${lists[sort].none} Of ${over}.`;
  return `${lists[sort].listed}: ${formatCount(items.length)} of ${over}.`;
}

function itemColumns(datasetId: string): readonly Column<DatasetItem>[] {
  return [
    {
      heading: "Item",
      wide: true,
      bare: true,
      cell: (item) => (
        <>
          <ItemLink datasetId={datasetId} itemKey={item.itemKey} className="block font-medium wrap-anywhere">
            {itemTitle(item)}
          </ItemLink>
          {item.input === null || item.input === itemTitle(item) ? null : (
            <span className="line-clamp-2 text-xs wrap-anywhere text-muted">{item.input}</span>
          )}
        </>
      ),
    },
    {
      heading: "Pass rate",
      align: "right",
      width: "w-[14%]",
      cell: ({ scored, passed }) =>
        scored === 0 ? <Unknown why="no scored answers" /> : <Share count={passed} all={scored} />,
    },
    {
      heading: "Average score",
      align: "right",
      width: "w-[14%]",
      cell: ({ averageScore }) => (
        <Figure value={averageScore} format={formatScore} why="no scored answers" />
      ),
    },
    {
      heading: "Flips",
      align: "right",
      width: "w-[14%]",
      cell: ({ flips, followed }) =>
        followed === 0 ? (
          <Unknown why="no answer had one before it" />
        ) : (
          <Share count={flips} all={followed} />
        ),
    },
    { heading: "Models", align: "right", width: "w-[10%]", cell: ({ models }) => <Count value={models} /> },
  ];
}

/** A share beside what it is a share of. */
function Share({ count, all }: { readonly count: number; readonly all: number }): ReactNode {
  return (
    <>
      <span className="font-medium">{formatRate(count / all)}</span>
      <span className="block text-xs whitespace-nowrap text-muted">
        <Count value={count} /> of <Count value={all} />
      </span>
    </>
  );
}
