import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { RunsSearch } from "./runs-search.ts";

type NarrowLinkProps = {
  readonly by: Pick<RunsSearch, "modelId" | "datasetId" | "promptVersionId">;
  readonly children: ReactNode;
  readonly className?: string;
};

/** Narrows the run list further, from within a row that is covered by the link of its run. */
export function NarrowLink({ by, children, className = "" }: NarrowLinkProps): ReactNode {
  return (
    <Link
      from="/runs"
      to="/runs"
      search={(before) => ({ ...before, ...by })}
      className={`relative z-1 underline-offset-2 hover:underline ${className}`}
    >
      {children}
    </Link>
  );
}
