import type { RunDetail } from "@evalboard/contract";
import { Link } from "@tanstack/react-router";
import { GitCompareArrows } from "lucide-react";
import type { ReactNode } from "react";
import { CompareLink } from "../compare/compare-link.tsx";
import { RunBadge } from "../runs/run-badge.tsx";
import { DatasetLink } from "../subject/dataset-link.tsx";
import { ModelLink } from "../subject/model-link.tsx";
import { PromptLink } from "../subject/prompt-link.tsx";
import { buttonClass } from "../ui/button.tsx";
import { RunMenu } from "./run-menu.tsx";

/** What the run evaluated, and how it ended. */
export function RunHeader({ run }: { readonly run: RunDetail }): ReactNode {
  const { model, dataset, prompt } = run;
  return (
    <header className="flex flex-col gap-1">
      <Link to="/runs" className="self-start text-sm text-muted hover:text-ink">
        ← All runs
      </Link>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h1 className="text-xl font-semibold tracking-tight wrap-anywhere">
          <ModelLink modelId={model.id} period="30d">
            {model.name}
          </ModelLink>{" "}
          <span className="font-normal text-muted">on</span>{" "}
          <DatasetLink datasetId={dataset.id} period="30d">
            {dataset.name}
          </DatasetLink>
        </h1>
        <RunBadge run={run} />
        {run.status === "running" ? (
          <span className="text-sm text-muted">this page follows it by itself</span>
        ) : null}
        <span className="ml-auto flex gap-2">
          {run.status === "completed" ? (
            <CompareLink baseline={null} candidate={{ runId: run.id }} className={buttonClass}>
              <GitCompareArrows className="size-3.5" aria-hidden />
              Compare with…
            </CompareLink>
          ) : null}
          <RunMenu run={run} />
        </span>
      </div>
      <p className="text-sm wrap-anywhere text-muted">
        {model.provider} ·{" "}
        <PromptLink promptId={prompt.id} period="30d">
          {prompt.name} v{prompt.version}
        </PromptLink>
      </p>
    </header>
  );
}
