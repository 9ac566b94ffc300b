import type { RunDetail } from "@evalboard/contract";
import { formatCount, formatRate } from "@evalboard/format";
import { Link } from "@tanstack/react-router";
import { Ellipsis, GitCompareArrows } from "lucide-react";
import { type ReactNode, useState } from "react";
import { CompareLink, DatasetLink, ModelLink, PromptLink } from "../address/links.tsx";
import { useExportRun } from "../export/run.ts";
import { LimitedBadge, passesOf, RunBadge } from "../figures/run.tsx";
import { buttonClass, touchClass } from "../kit/button.tsx";
import { Menu } from "../kit/menu.tsx";
import { DeleteRun } from "./delete-run.tsx";

/** What the run evaluated, and how it ended. */
export function RunHeader({ run }: { readonly run: RunDetail }): ReactNode {
  const { model, dataset, prompt } = run;
  const recorded = recordedNames(run);
  return (
    <header className="flex flex-col gap-1">
      <Link
        to="/runs"
        className={`content-center self-start text-sm text-muted hover:text-ink ${touchClass}`}
      >
        ← All runs
      </Link>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="flex min-w-0 flex-col gap-1 sm:flex-1">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <h1 className="text-xl font-semibold tracking-tight wrap-anywhere">
              <ModelLink id={model.id} period="30d">
                {model.name}
              </ModelLink>{" "}
              <span className="font-normal text-muted">on</span>{" "}
              <DatasetLink id={dataset.id} period="30d">
                {dataset.name}
              </DatasetLink>
            </h1>
            <RunBadge run={run} />
            <LimitedBadge run={run} />
            <Passes run={run} />
            {run.status === "running" ? (
              <span className="text-sm text-muted">this page follows it by itself</span>
            ) : null}
          </div>
          <p className="text-sm wrap-anywhere text-muted">
            {model.provider} ·{" "}
            <PromptLink id={prompt.id} period="30d">
              {prompt.name} v{prompt.version}
            </PromptLink>
            {recorded.length === 0 ? null : ` · recorded as ${recorded.join(", ")}`}
          </p>
        </div>
        <span className="flex gap-2">
          {run.status === "completed" ? (
            <CompareLink baseline={null} candidate={{ runId: run.id }} className={buttonClass}>
              <GitCompareArrows className="size-3.5" aria-hidden />
              Compare with…
            </CompareLink>
          ) : null}
          <RunMenu run={run} />
        </span>
      </div>
    </header>
  );
}

/** The names that the run was recorded with, where they are not those that it is shown under. */
function recordedNames({ model, dataset, prompt, recorded }: RunDetail): string[] {
  const isModel = recorded.model.provider === model.provider && recorded.model.name === model.name;
  return [
    ...(isModel ? [] : [`${recorded.model.provider}/${recorded.model.name}`]),
    ...(recorded.dataset === dataset.name ? [] : [`dataset ${recorded.dataset}`]),
    ...(recorded.prompt === prompt.name ? [] : [`prompt ${recorded.prompt}`]),
  ];
}

/** How many of its scored results passed. */
function Passes({ run }: { readonly run: RunDetail }): ReactNode {
  const passes = passesOf(run);
  if (passes === null || passes.scored === 0) return null;
  const { passed, scored } = passes;
  return (
    <span className="text-sm text-muted tabular-nums">
      <span className="font-medium text-ink">{formatRate(passed / scored)}</span> passed,{" "}
      {formatCount(passed)} of {formatCount(scored)}
    </span>
  );
}

/** What can be done with a run. */
function RunMenu({ run }: { readonly run: RunDetail }): ReactNode {
  const [isDeleting, setIsDeleting] = useState(false);
  const exportRun = useExportRun(run);
  return (
    <>
      <Menu
        label="Export or delete the run"
        items={[
          { label: "Export as CSV", choose: () => void exportRun("csv") },
          { label: "Export as JSONL", choose: () => void exportRun("jsonl") },
          { label: "Export as JSON", choose: () => void exportRun("json") },
          { label: "Delete…", choose: () => setIsDeleting(true), isDangerous: true },
        ]}
      >
        <Ellipsis className="size-4" aria-hidden />
      </Menu>
      {isDeleting ? <DeleteRun run={run} close={() => setIsDeleting(false)} /> : null}
    </>
  );
}
