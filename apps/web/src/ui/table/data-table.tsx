import type { ReactNode } from "react";
import type { Column } from "./column.ts";
import { DataRow } from "./data-row.tsx";
import { TableHead } from "./table-head.tsx";

type DataTableProps<Row> = {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
};

/** A table whose rows become cards on a narrow screen. */
export function DataTable<Row>({ label, columns, rows, keyOf }: DataTableProps<Row>): ReactNode {
  return (
    <table aria-label={label} className="w-full table-fixed text-sm max-md:block">
      <TableHead columns={columns} />
      <tbody className="max-md:block">
        {rows.map((row, index) => (
          <DataRow key={keyOf(row)} columns={columns} row={row} index={index} />
        ))}
      </tbody>
    </table>
  );
}
