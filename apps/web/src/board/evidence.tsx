import type { StatsReport } from "@evalboard/contract";
import type { ReactNode } from "react";
import { correctionWords, PromptChangesTable } from "../figures/prompt-changes.tsx";
import { RankedModels } from "../figures/ranked-models.tsx";
import { HardestDatasets, MostUsedDatasets } from "./tables.tsx";

interface EvidenceProps {
  readonly report: StatsReport;
}

/** The ranking of the models, with all their figures. */
export function ModelsEvidence({ report }: EvidenceProps): ReactNode {
  return <RankedModels title="Top models" models={report.topModels} report={report} runs={{}} />;
}

/** The datasets by how hard they are and by how much they are used. */
export function DatasetsEvidence({ report }: EvidenceProps): ReactNode {
  return (
    <div className="grid gap-4 xl:grid-cols-2">
      <HardestDatasets report={report} />
      <MostUsedDatasets report={report} />
    </div>
  );
}

/** What each prompt's newest version changed, and how sure that is. */
export function PromptsEvidence({ report }: EvidenceProps): ReactNode {
  return (
    <PromptChangesTable title="Prompt changes" report={report} changes={report.promptChanges} noun="prompt">
      {correctionWords(report.testedPromptChanges)}
    </PromptChangesTable>
  );
}
