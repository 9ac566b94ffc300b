import type { RunRow } from "@evalboard/runs/contract";
import { Link } from "@tanstack/react-router";
import { ListFilter } from "lucide-react";
import type { ReactNode } from "react";
import { NarrowLink } from "./narrow-link.tsx";

/** What the run evaluated, as a link that covers the row that it is in; the dataset and the prompt narrow the list. */
export function RunLink({ run: { id, dataset, prompt } }: { readonly run: RunRow }): ReactNode {
  return (
    <div className="group/run">
      <span className="flex items-start gap-1.5">
        <Link to="/runs/$runId" params={{ runId: id }} className="block after:absolute after:inset-0">
          <span className="font-medium wrap-anywhere">{dataset.name}</span>
        </Link>
        <NarrowLink
          by={{ datasetId: dataset.id }}
          className="-m-1 p-1.5 text-muted opacity-0 transition-opacity group-hover/run:opacity-100 hover:text-ink focus-visible:opacity-100 pointer-coarse:opacity-100"
        >
          <ListFilter className="size-3.5" aria-hidden />
          <span className="sr-only">Only runs on {dataset.name}</span>
        </NarrowLink>
      </span>
      <NarrowLink
        by={{ promptVersionId: prompt.versionId }}
        className="text-xs wrap-anywhere text-muted hover:text-ink"
      >
        {prompt.name} v{prompt.version}
      </NarrowLink>
    </div>
  );
}
