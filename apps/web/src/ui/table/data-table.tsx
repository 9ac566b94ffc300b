import type { ReactNode } from "react";
import type { Column } from "./column.ts";
import { DataRow } from "./data-row.tsx";
import type { Sorting } from "./sorting.ts";
import { TableHead } from "./table-head.tsx";

type DataTableProps<Row> = {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** How the rows are sorted, where their headings change that. */
  readonly sorting?: Sorting;
};

/** A table whose rows become cards on a narrow screen. */
export function DataTable<Row>(props: DataTableProps<Row>): ReactNode {
  const { label, columns, rows, keyOf, sorting } = props;
  return (
    <table aria-label={label} className="w-full table-fixed text-sm max-md:block">
      <TableHead columns={columns} sorting={sorting} />
      <tbody className="max-md:block">
        {rows.map((row, index) => (
          <DataRow key={keyOf(row)} columns={columns} row={row} index={index} />
        ))}
      </tbody>
    </table>
  );
}
