import { formatCount } from "@evalboard/format";
import { type ReactNode, useState } from "react";
import { touchClass } from "./button.tsx";
import type { Definition } from "./definitions.ts";
import { Term } from "./term.tsx";

/** One column of a table: how its heading reads and how it draws a row. */
export interface Column<Row> {
  readonly heading: string;
  /** What the figures mean, shown on the heading. */
  readonly definition?: Definition;
  readonly align?: "right";
  /** What the table's `Sorting` calls it, where the rows can be sorted by it. */
  readonly sortKey?: string;
  /** Width in the table, as a class; columns without one share what is left. */
  readonly width?: string;
  /** Takes a whole line of the card that a row becomes on a narrow screen. */
  readonly wide?: boolean;
  /** Left out where there is little room for it. */
  readonly roomy?: boolean;
  /** The cell speaks for itself: no label in the card. */
  readonly bare?: boolean;
  /** Stands in the upper right corner of the card, beside the first cell. */
  readonly corner?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

/** How a table's rows are sorted. */
export interface Sorting {
  /** The `sortKey` of a column. */
  readonly by: string;
  readonly order: "asc" | "desc";
  /** A heading that sorts the rows by its column: its code is only where rows can be sorted. */
  readonly button: (heading: string, sortKey: string) => ReactNode;
}

interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Rows that stand below the others, in a group of their own. */
  readonly apart?: { readonly title: ReactNode; readonly rows: readonly Row[] };
  /** How the rows are sorted, where their headings change that. */
  readonly sorting?: Sorting;
  /** On a narrow screen, where a row takes much room, only the first few stand until all are asked for. */
  readonly isFolded?: boolean;
}

/** So many rows stand folded, as in the lists of the board. */
const FEW = 3;

/** A table whose rows become cards on a narrow screen. */
export function DataTable<Row>(props: DataTableProps<Row>): ReactNode {
  const { label, columns, rows, keyOf, apart, sorting } = props;
  const [isWhole, setIsWhole] = useState(false);
  const count = rows.length + (apart?.rows.length ?? 0);
  // One more stands where the way to it would take as much room.
  const canFold = props.isFolded === true && count > FEW + 1;
  const isFolded = canFold && !isWhole;
  const folded = isFolded ? "max-md:not-print:hidden" : "";
  const drawn = (some: readonly Row[], few: number): ReactNode =>
    some.map((row, index) => (
      <DataRow key={keyOf(row)} columns={columns} row={row} className={index < few ? "" : folded} />
    ));
  const table = (
    <table aria-label={label} className="w-full table-fixed text-sm max-md:block">
      <TableHead columns={columns} sorting={sorting} />
      <tbody className="max-md:block">{drawn(rows, FEW)}</tbody>
      {apart === undefined || apart.rows.length === 0 ? null : (
        <tbody className={`max-md:block ${folded}`}>
          <tr className="border-t border-line max-md:block">
            <th
              scope="rowgroup"
              // No more than stand there where there is little room: what spans more makes room for them.
              colSpan={columns.filter(({ roomy }) => roomy !== true).length}
              className="px-5 pt-3 pb-1.5 text-left text-xs font-medium text-muted max-md:block"
            >
              {apart.title}
            </th>
          </tr>
          {drawn(apart.rows, 0)}
        </tbody>
      )}
    </table>
  );
  return (
    <>
      {table}
      {canFold ? (
        <button
          type="button"
          aria-expanded={isWhole}
          onClick={() => setIsWhole(!isWhole)}
          className={`flex min-h-10 w-full items-center border-t border-line px-5 text-sm font-medium text-accent hover:underline md:hidden print:hidden ${touchClass}`}
        >
          {isWhole ? `First ${formatCount(FEW)}` : `All ${formatCount(count)}`}
        </button>
      ) : null}
    </>
  );
}

interface DataRowProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly row: Row;
  readonly className: string;
}

/** A row, or a card on a narrow screen. It is positioned, so that a link in it may cover it. */
function DataRow<Row>({ columns, row, className }: DataRowProps<Row>): ReactNode {
  const corner = columns.some((column) => column.corner) ? "max-md:[&>td:first-child]:pr-10" : "";
  return (
    <tr
      className={`relative border-t border-line transition-colors hover:bg-hover has-[a:focus-visible]:bg-hover max-md:grid max-md:grid-cols-3 max-md:gap-x-3 max-md:gap-y-2 max-md:px-5 max-md:py-3 ${corner} ${className}`}
    >
      {columns.map(({ heading, align, wide, bare, roomy, corner: isCorner, cell }) => (
        <td
          key={heading}
          className={`min-w-0 md:px-2 md:py-2.5 md:first:pl-5 md:last:pr-5 lg:px-3 ${align === "right" ? "tabular-nums md:text-right" : ""} ${roomy ? "max-xl:hidden" : ""} ${wide ? "max-md:col-span-full" : ""} ${isCorner ? "max-md:absolute max-md:top-2 max-md:right-4" : ""}`}
        >
          {bare ? null : <span className="block text-xs text-muted md:hidden">{heading}</span>}
          {cell(row)}
        </td>
      ))}
    </tr>
  );
}

interface TableHeadProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly sorting: Sorting | undefined;
}

const ariaSort = { asc: "ascending", desc: "descending" } as const;

/** The headings; on a narrow screen each cell carries its own. */
function TableHead<Row>({ columns, sorting }: TableHeadProps<Row>): ReactNode {
  return (
    <thead className="max-md:hidden">
      <tr>
        {columns.map(({ heading, definition, align, roomy, sortKey, width = "" }) => (
          <th
            key={heading}
            scope="col"
            aria-sort={sorting !== undefined && sorting.by === sortKey ? ariaSort[sorting.order] : undefined}
            className={`px-2 pt-1 pb-2 lg:px-3 text-xs font-medium text-muted first:pl-5 last:pr-5 ${roomy ? "max-xl:hidden" : ""} ${width} ${align === "right" ? "text-right [&_button]:text-right" : "text-left"}`}
          >
            {sortKey !== undefined && sorting !== undefined ? (
              sorting.button(heading, sortKey)
            ) : definition === undefined ? (
              heading
            ) : (
              <Term definition={definition}>{heading}</Term>
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}
