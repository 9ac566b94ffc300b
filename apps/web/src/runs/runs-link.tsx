import type { ReportHead } from "@evalboard/contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { RunsSearch } from "./runs-search.ts";

type RunsLinkProps = {
  readonly search: RunsSearch;
  /** Leads to the completed runs of this window alone: those that a figure of it rests on. */
  readonly window?: Pick<ReportHead["window"], "from" | "to">;
  readonly title?: string;
  readonly children: ReactNode;
  readonly className?: string;
};

/** A name or a figure that leads to its runs. */
export function RunsLink({ search, window, title, children, className = "" }: RunsLinkProps): ReactNode {
  const within = window && {
    status: "completed" as const,
    completedFrom: window.from,
    completedTo: window.to,
  };
  return (
    <Link
      to="/runs"
      search={{ ...search, ...within }}
      title={title}
      className={`underline-offset-2 hover:underline ${className}`}
    >
      {children}
    </Link>
  );
}
