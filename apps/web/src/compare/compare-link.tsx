import type { RunGroup } from "@evalboard/contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { compareSearch } from "./compare-search.ts";

type CompareLinkProps = {
  /** Null where it is to be chosen on the page. */
  readonly baseline: RunGroup | null;
  readonly candidate: RunGroup | null;
  readonly children: ReactNode;
  readonly className?: string;
};

/** Leads to the comparison of two groups of runs. */
export function CompareLink({ baseline, candidate, children, className = "" }: CompareLinkProps): ReactNode {
  return (
    <Link
      to="/compare"
      search={compareSearch(baseline, candidate)}
      className={className === "" ? "underline-offset-2 hover:underline" : className}
    >
      {children}
    </Link>
  );
}
