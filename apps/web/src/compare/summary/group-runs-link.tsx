import type { RunGroup } from "@evalboard/contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

type GroupRunsLinkProps = { readonly group: RunGroup; readonly children: ReactNode };

/** Leads to a group's runs: to the run itself where it is one. */
export function GroupRunsLink({ group: { runId, ...filter }, children }: GroupRunsLinkProps): ReactNode {
  const className =
    "font-medium underline underline-offset-2 decoration-line-strong hover:decoration-current";
  if (runId !== undefined) {
    return (
      <Link to="/runs/$runId" params={{ runId }} className={className}>
        {children}
      </Link>
    );
  }
  return (
    <Link to="/runs" search={{ ...filter, status: "completed" }} className={className}>
      {children}
    </Link>
  );
}
