import type { ReactNode } from "react";
import type { Column } from "./column.ts";

type DataRowProps<Row> = {
  readonly columns: readonly Column<Row>[];
  readonly row: Row;
  readonly index: number;
};

/** A row, or a card on a narrow screen. It is positioned, so that a link in it may cover it. */
export function DataRow<Row>({ columns, row, index }: DataRowProps<Row>): ReactNode {
  return (
    <tr className="relative border-t border-line transition-colors hover:bg-hover has-[a:focus-visible]:bg-hover max-md:grid max-md:grid-cols-3 max-md:gap-x-4 max-md:gap-y-3 max-md:px-5 max-md:py-4">
      {columns.map(({ heading, align, wide, bare, roomy, cell }) => (
        <td
          key={heading}
          className={`min-w-0 md:px-2 md:py-2.5 md:first:pl-5 md:last:pr-5 lg:px-3 ${align === "right" ? "tabular-nums md:text-right" : ""} ${roomy ? "md:max-lg:hidden" : ""} ${wide ? "max-md:col-span-full" : ""}`}
        >
          {bare ? null : <span className="block text-xs text-muted md:hidden">{heading}</span>}
          {cell(row, index)}
        </td>
      ))}
    </tr>
  );
}
