import type { PromptReport } from "@evalboard/contract";
import type { ReactNode } from "react";
import { Card } from "../ui/card.tsx";
import { DataTable } from "../ui/table/data-table.tsx";
import { differenceScale } from "../verdict/difference-scale.ts";
import { promptChangeColumns } from "../verdict/prompt-change-columns.tsx";
import { correctionWords } from "./correction-words.ts";

/** What each version changed against the one before it in the window, and how sure that is. */
export function VersionChanges({ report }: { readonly report: PromptReport }): ReactNode {
  const changes = report.versions.flatMap(({ change }) => (change === null ? [] : [change]));
  if (changes.length === 0) return null;
  const scale = differenceScale(changes);
  return (
    <Card title="Changes" definition="promptChanges" flush>
      <DataTable
        label="Changes"
        columns={promptChangeColumns(report, scale)}
        rows={changes}
        keyOf={({ newer }) => newer.promptVersionId}
      />
      <p className="border-t border-line px-5 py-2.5 text-xs text-muted">{correctionWords(changes)}</p>
    </Card>
  );
}
