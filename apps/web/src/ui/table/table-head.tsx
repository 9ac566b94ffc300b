import type { ReactNode } from "react";
import type { Column } from "./column.ts";
import { Heading } from "./heading.tsx";
import type { Sorting } from "./sorting.ts";

type TableHeadProps<Row> = {
  readonly columns: readonly Column<Row>[];
  readonly sorting: Sorting | undefined;
};

const ariaSort = { asc: "ascending", desc: "descending" } as const;

/** The headings; on a narrow screen each cell carries its own. */
export function TableHead<Row>({ columns, sorting }: TableHeadProps<Row>): ReactNode {
  return (
    <thead className="max-md:hidden">
      <tr>
        {columns.map(({ heading, definition, align, roomy, sortKey, width = "" }) => (
          <th
            key={heading}
            scope="col"
            aria-sort={sorting !== undefined && sorting.by === sortKey ? ariaSort[sorting.order] : undefined}
            className={`px-2 pt-1 pb-2 lg:px-3 text-xs font-medium text-muted first:pl-5 last:pr-5 ${roomy ? "md:max-lg:hidden" : ""} ${width} ${align === "right" ? "text-right" : "text-left"}`}
          >
            <Heading heading={heading} definition={definition} sortKey={sortKey} sorting={sorting} />
          </th>
        ))}
      </tr>
    </thead>
  );
}
