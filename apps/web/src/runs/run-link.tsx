import type { RunRow } from "@evalboard/contract";
import { Link } from "@tanstack/react-router";
import { ListFilter } from "lucide-react";
import type { ReactNode } from "react";
import { DatasetLink } from "../subject/dataset-link.tsx";
import { PromptLink } from "../subject/prompt-link.tsx";
import { cellActionClass } from "./cell-action-class.ts";
import { FiguresMark } from "./figures-mark.tsx";
import { NarrowLink } from "./narrow-link.tsx";

/**
 * What the run evaluated, as a link that covers the row that it is in. The dataset and the prompt narrow the list, and
 * each leads to its own page.
 */
export function RunLink({ run: { id, dataset, prompt } }: { readonly run: RunRow }): ReactNode {
  return (
    <>
      <span className="group/cell flex items-start">
        <Link to="/runs/$runId" params={{ runId: id }} className="mr-0.5 block after:absolute after:inset-0">
          <span className="font-medium wrap-anywhere">{dataset.name}</span>
        </Link>
        <NarrowLink by={{ datasetId: dataset.id }} className={cellActionClass}>
          <ListFilter className="size-3.5" aria-hidden />
          <span className="sr-only">Only runs on {dataset.name}</span>
        </NarrowLink>
        <DatasetLink datasetId={dataset.id} period="30d" className={cellActionClass}>
          <FiguresMark name={dataset.name} />
        </DatasetLink>
      </span>
      <span className="group/cell flex items-start">
        <NarrowLink
          by={{ promptVersionId: prompt.versionId }}
          className="mr-0.5 text-xs leading-5 wrap-anywhere text-muted hover:text-ink"
        >
          {prompt.name} v{prompt.version}
        </NarrowLink>
        <PromptLink promptId={prompt.id} period="30d" className={cellActionClass}>
          <FiguresMark name={prompt.name} />
        </PromptLink>
      </span>
    </>
  );
}
