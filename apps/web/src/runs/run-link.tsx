import type { RunRow } from "@evalboard/runs/contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

/** What the run evaluated, as a link that covers the row that it is in. */
export function RunLink({ run }: { readonly run: RunRow }): ReactNode {
  return (
    <Link to="/runs/$runId" params={{ runId: run.id }} className="block after:absolute after:inset-0">
      <span className="block font-medium wrap-anywhere">{run.dataset.name}</span>
      <span className="block text-xs wrap-anywhere text-muted">
        {run.prompt.name} v{run.prompt.version}
      </span>
    </Link>
  );
}
