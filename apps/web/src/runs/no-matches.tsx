import { Link } from "@tanstack/react-router";
import { ListFilter } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "../ui/button.tsx";
import { MessagePanel } from "../ui/message-panel.tsx";
import { type RunsSearch, withoutFilters } from "./runs-search.ts";

/** A list whose filters let no run through. */
export function NoMatches({ search }: { readonly search: RunsSearch }): ReactNode {
  return (
    <MessagePanel Icon={ListFilter} title="No run matches these filters">
      <p className="text-sm text-muted">
        Runs are here as soon as they begin; the filters may leave them out.
      </p>
      <Link to="/runs" search={withoutFilters(search)} className={buttonClass}>
        Clear the filters
      </Link>
    </MessagePanel>
  );
}
