import type { RunDetail } from "@evalboard/contract";
import type { ReactNode } from "react";
import { PromptText } from "./prompt-text.tsx";
import { Provenance } from "./provenance.tsx";
import { Results } from "./results.tsx";
import { RunFacts } from "./run-facts.tsx";
import { RunHeader } from "./run-header.tsx";
import { RunOutcomes } from "./run-outcomes.tsx";
import { RunScores } from "./run-scores.tsx";
import { RunTrouble } from "./run-trouble.tsx";

/** A run: its facts, what it was made from, and its results one by one. */
export function RunView({ run }: { readonly run: RunDetail }): ReactNode {
  return (
    <>
      <title>{`${run.dataset.name} · ${run.model.name} · EvalBoard`}</title>
      <RunHeader run={run} />
      {run.error === null ? null : <RunTrouble error={run.error} />}
      <RunFacts run={run} />
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_22rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <RunScores run={run} />
          <RunOutcomes run={run} />
          <PromptText run={run} />
        </div>
        <Provenance run={run} />
      </div>
      <Results run={run} />
    </>
  );
}
