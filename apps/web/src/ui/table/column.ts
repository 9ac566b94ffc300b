import type { ReactNode } from "react";
import type { Definition } from "../../figures/definitions.ts";

/** One column of a table: how its heading reads and how it draws a row. */
export type Column<Row> = {
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
  /** Left out of the table where there is little room for it. */
  readonly roomy?: boolean;
  /** The cell speaks for itself: no label in the card. */
  readonly bare?: boolean;
  readonly cell: (row: Row, index: number) => ReactNode;
};
