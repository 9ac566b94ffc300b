import type { StatsReport } from "@evalboard/contract";
import type { ReactNode } from "react";
import { periodWords } from "../report/period-words.ts";
import { Card } from "../ui/card.tsx";
import { DataTable } from "../ui/table/data-table.tsx";
import { differenceScale } from "../verdict/difference-scale.ts";
import { promptChangeColumns } from "../verdict/prompt-change-columns.tsx";
import { correctionWords } from "../verdict/prompt-change-words.ts";

/** What each prompt's newest version changed, and how sure that is. */
export function PromptChanges({ report }: { readonly report: StatsReport }): ReactNode {
  const { promptChanges, testedPromptChanges, period } = report;
  const scale = differenceScale(promptChanges);
  const isDrawn = promptChanges.some(({ difference }) => difference !== null);
  if (promptChanges.length === 0) {
    return (
      <Card title="Prompt changes" definition="promptChanges">
        <p className="max-w-prose text-sm text-muted">
          No prompt was run with two of its versions in {periodWords[period].span}. As soon as one was, it
          says here whether the newer version is better, and how sure that is.
        </p>
      </Card>
    );
  }
  return (
    <Card title="Prompt changes" definition="promptChanges" flush>
      <DataTable
        label="Prompt changes"
        columns={promptChangeColumns(report, scale)}
        rows={promptChanges}
        keyOf={({ promptId }) => promptId}
      />
      <p className="border-t border-line px-5 py-2.5 text-xs text-muted">
        {correctionWords(testedPromptChanges)}
        {isDrawn ? ` The differences are drawn on one axis, from −${scale} to +${scale}.` : null}
      </p>
    </Card>
  );
}
