import type { StatsReport } from "@evalboard/contract";
import type { ReactNode } from "react";
import { isTelling } from "../figures/change-words.ts";
import { FirstChanges, FirstDatasets, FirstModels } from "../figures/first-few.tsx";
import { correctionWords, PromptChangesTable } from "../figures/prompt-changes.tsx";
import { RankedModels } from "../figures/ranked-models.tsx";
import { dotOf } from "./scores-plan.ts";
import { HardestDatasets, MostUsedDatasets } from "./tables.tsx";

interface EvidenceProps {
  readonly report: StatsReport;
}

/** The ranking of the models, with all their figures. */
export function ModelsEvidence({ report }: EvidenceProps): ReactNode {
  const { topModels, scoreOverTime } = report;
  const rest = (
    <FirstModels
      models={topModels}
      report={report}
      colorOf={(modelId) => dotOf(scoreOverTime, modelId)}
      part="rest"
    />
  );
  return (
    <RowsOrTables rows={rest}>
      <RankedModels title="Top models" models={topModels} report={report} runs={{}} />
    </RowsOrTables>
  );
}

/** The datasets by how hard they are and by how much they are used. */
export function DatasetsEvidence({ report }: EvidenceProps): ReactNode {
  const rest = <FirstDatasets datasets={report.hardestDatasets} report={report} part="rest" />;
  return (
    <RowsOrTables rows={rest}>
      <div className="grid gap-4 xl:grid-cols-2">
        <HardestDatasets report={report} />
        <MostUsedDatasets report={report} />
      </div>
    </RowsOrTables>
  );
}

/** What each prompt's newest version changed, and how sure that is. */
export function PromptsEvidence({ report }: EvidenceProps): ReactNode {
  const { promptChanges, testedPromptChanges } = report;
  const rest = <FirstChanges changes={promptChanges.filter(isTelling)} report={report} part="rest" />;
  return (
    <RowsOrTables rows={rest}>
      <PromptChangesTable title="Prompt changes" report={report} changes={promptChanges} noun="prompt">
        {correctionWords(testedPromptChanges)}
      </PromptChangesTable>
    </RowsOrTables>
  );
}

interface RowsOrTablesProps {
  readonly rows: ReactNode;
  readonly children: ReactNode;
}

/** On a narrow screen rows of name, figure and interval, each of which leads to a page with all figures; elsewhere tables. */
function RowsOrTables({ rows, children }: RowsOrTablesProps): ReactNode {
  return (
    <>
      <div className="rounded-xl border border-line bg-surface px-4 py-1 shadow-card empty:hidden md:hidden print:hidden">
        {rows}
      </div>
      <div className="max-md:hidden print:block">{children}</div>
    </>
  );
}
