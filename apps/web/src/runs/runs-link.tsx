import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { RunsSearch } from "./runs-search.ts";

type RunsLinkProps = {
  readonly search: Pick<RunsSearch, "modelId" | "datasetId" | "promptId" | "promptVersionId">;
  readonly children: ReactNode;
  readonly className?: string;
};

/** A name that leads to its runs. */
export function RunsLink({ search, children, className = "" }: RunsLinkProps): ReactNode {
  return (
    <Link to="/runs" search={search} className={`underline-offset-2 hover:underline ${className}`}>
      {children}
    </Link>
  );
}
