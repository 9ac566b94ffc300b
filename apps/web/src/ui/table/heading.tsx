import type { ReactNode } from "react";
import type { Definition } from "../../figures/definitions.ts";
import { Term } from "../term.tsx";
import { SortButton } from "./sort-button.tsx";
import type { Sorting } from "./sorting.ts";

type HeadingProps = {
  readonly heading: string;
  readonly definition: Definition | undefined;
  readonly sortKey: string | undefined;
  readonly sorting: Sorting | undefined;
};

/** A column's name, which sorts by it or explains it where it can. */
export function Heading({ heading, definition, sortKey, sorting }: HeadingProps): ReactNode {
  if (sortKey !== undefined && sorting !== undefined) {
    return <SortButton heading={heading} sortKey={sortKey} sorting={sorting} />;
  }
  return definition === undefined ? heading : <Term definition={definition}>{heading}</Term>;
}
