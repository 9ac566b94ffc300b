import type { ReactNode } from "react";
import { Term } from "../term.tsx";
import type { Column } from "./column.ts";

/** The headings; on a narrow screen each cell carries its own. */
export function TableHead<Row>({ columns }: { readonly columns: readonly Column<Row>[] }): ReactNode {
  return (
    <thead className="max-md:hidden">
      <tr>
        {columns.map(({ heading, definition, align, roomy, width = "" }) => (
          <th
            key={heading}
            scope="col"
            className={`px-2 pt-1 pb-2 lg:px-3 text-xs font-medium text-muted first:pl-5 last:pr-5 ${roomy ? "md:max-lg:hidden" : ""} ${width} ${align === "right" ? "text-right" : "text-left"}`}
          >
            {definition === undefined ? heading : <Term definition={definition}>{heading}</Term>}
          </th>
        ))}
      </tr>
    </thead>
  );
}
