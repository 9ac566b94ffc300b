import { formatCounted } from "@evalboard/format";
import { type ReactNode, useMemo } from "react";
import { Count } from "../ui/count.tsx";
import type { Column } from "../ui/table/column.ts";
import { DataTable } from "../ui/table/data-table.tsx";
import type { FoundRun, Sent } from "./messages.ts";
import { SentNote } from "./sent-note.tsx";

/** More rows than this nobody reads before saying yes. */
const MOST_ROWS = 100;

type Row = { readonly run: FoundRun; readonly sent: Sent | undefined };

const columns: readonly Column<Row>[] = [
  {
    heading: "Dataset",
    wide: true,
    bare: true,
    cell: ({ run: { dataset, prompt } }) => (
      <>
        <span className="block font-medium wrap-anywhere">{dataset}</span>
        <span className="block text-xs wrap-anywhere text-muted">{prompt}</span>
      </>
    ),
  },
  {
    heading: "Model",
    wide: true,
    bare: true,
    cell: ({ run: { model } }) => <span className="wrap-anywhere">{model}</span>,
  },
  {
    heading: "Run",
    cell: ({ run: { externalId } }) => <span className="wrap-anywhere text-muted">{externalId}</span>,
  },
  {
    heading: "Items",
    align: "right",
    width: "w-[10%]",
    cell: ({ run: { results } }) => <Count value={results} />,
  },
  {
    heading: "State",
    width: "w-[18%]",
    cell: ({ run, sent }) => <SentNote sent={sent} hasFailed={run.hasFailed} />,
  },
];

type FoundRunsProps = { readonly runs: readonly FoundRun[]; readonly sent: ReadonlyMap<number, Sent> };

/** The runs of a file, and what became of each. */
export function FoundRuns({ runs, sent }: FoundRunsProps): ReactNode {
  const rows = useMemo(
    () => runs.slice(0, MOST_ROWS).map((run, index): Row => ({ run, sent: sent.get(index) })),
    [runs, sent],
  );
  return (
    <>
      <DataTable label="Runs in the file" columns={columns} rows={rows} keyOf={({ run }) => run.externalId} />
      {runs.length > MOST_ROWS ? (
        <p className="border-t border-line px-5 py-3 text-sm text-muted">
          and {formatCounted(runs.length - MOST_ROWS, "run")} more
        </p>
      ) : null}
    </>
  );
}
