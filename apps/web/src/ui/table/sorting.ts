/** How a table's rows are sorted, and a way to sort them by another column or the other way round. */
export type Sorting = {
  /** The `sortKey` of a column. */
  readonly by: string;
  readonly order: "asc" | "desc";
  readonly sortBy: (key: string) => void;
};
