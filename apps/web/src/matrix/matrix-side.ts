import type { ReactNode } from "react";
import type { RunsSearch } from "../runs/runs-search.ts";

/** One row or column of a matrix. */
export type MatrixSide = {
  readonly id: string;
  /** Which runs it has. */
  readonly search: RunsSearch;
  readonly heading: ReactNode;
};
