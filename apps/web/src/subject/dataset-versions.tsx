import type { DatasetVersions } from "@evalboard/contract";
import { formatCount, formatDay } from "@evalboard/format";
import { trpc } from "@evalboard/react";
import type { ReactNode } from "react";
import { Card, Skeleton } from "../kit/card.tsx";
import { Count } from "../kit/figure.tsx";
import { ErrorPanel } from "../kit/panels.tsx";
import { viewerZone } from "../kit/spans.ts";
import { type Column, DataTable } from "../kit/table.tsx";

type DatasetVersion = DatasetVersions["versions"][number];

/** The sets of items that runs of the dataset asked, whatever the window, and what each changed. */
export function DatasetVersionsCard({ datasetId }: { readonly datasetId: string }): ReactNode {
  const { data, error, refetch } = trpc.items.versions.useQuery({ datasetId });
  if (data?.versions.length === 0) return null;
  return (
    <Card
      title="Item sets"
      definition="itemSets"
      aside={<span className="text-sm text-muted">of all runs, whatever the period</span>}
      flush
    >
      {data !== undefined ? (
        <DataTable
          label="Item sets"
          columns={versionColumns(viewerZone())}
          rows={data.versions}
          keyOf={({ itemsHash, firstCompletedAt }) => `${itemsHash} ${firstCompletedAt}`}
        />
      ) : error === null ? (
        <Skeleton className="m-5 h-24" />
      ) : (
        <ErrorPanel error={error} retry={() => void refetch()} />
      )}
    </Card>
  );
}

function versionColumns(timeZone: string): readonly Column<DatasetVersion>[] {
  return [
    {
      heading: "First run",
      width: "w-[18%]",
      cell: ({ firstCompletedAt }) => (
        <time dateTime={firstCompletedAt}>{formatDay(firstCompletedAt, timeZone)}</time>
      ),
    },
    {
      heading: "Last run",
      width: "w-[18%]",
      cell: ({ lastCompletedAt }) => (
        <time dateTime={lastCompletedAt}>{formatDay(lastCompletedAt, timeZone)}</time>
      ),
    },
    { heading: "Runs", align: "right", width: "w-[12%]", cell: ({ runs }) => <Count value={runs} /> },
    { heading: "Items", align: "right", width: "w-[12%]", cell: ({ items }) => <Count value={items} /> },
    {
      heading: "Against the set before",
      wide: true,
      cell: ({ change, itemsHash }) => (
        <span title={`Set ${itemsHash.slice(0, 8)}`} className="tabular-nums">
          {changeWords(change)}
        </span>
      ),
    },
  ];
}

/** `+3 added, −1 gone, ~2 changed`. */
export function changeWords(change: DatasetVersion["change"]): string {
  if (change === null) return "the first";
  const parts = [
    { count: change.added, sign: "+", word: "added" },
    { count: change.gone, sign: "−", word: "gone" },
    { count: change.changed, sign: "~", word: "changed" },
  ].filter(({ count }) => count > 0);
  if (parts.length === 0) return "the same items";
  return parts.map(({ count, sign, word }) => `${sign}${formatCount(count)} ${word}`).join(", ");
}
