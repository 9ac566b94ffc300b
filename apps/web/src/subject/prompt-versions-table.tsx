import type { Period, PromptVersionFigures } from "@evalboard/contract";
import type { ReactNode } from "react";
import { Card } from "../ui/card.tsx";
import { DataTable } from "../ui/table/data-table.tsx";
import { counterpartColumns, type NameColumn } from "./counterpart-columns.tsx";
import { PromptLink } from "./prompt-link.tsx";
import type { Subject, SubjectReport } from "./subject.ts";

type PromptVersionsTableProps = {
  readonly report: SubjectReport & { readonly promptVersions: readonly PromptVersionFigures[] };
  /** Which runs the report is of. */
  readonly runs: Subject["runs"];
};

/** The prompt versions that a subject was run with, the newest of a prompt first. */
export function PromptVersionsTable({ report, runs }: PromptVersionsTableProps): ReactNode {
  const { promptVersions, period, window } = report;
  if (promptVersions.length === 0) return null;
  const columns = counterpartColumns(nameColumn(period), window, ({ promptVersionId }) => ({
    ...runs,
    promptVersionId,
  }));
  return (
    <Card title="Prompt versions" definition="promptVersions" flush>
      <DataTable
        label="Prompt versions"
        columns={columns}
        rows={promptVersions}
        keyOf={({ promptVersionId }) => promptVersionId}
      />
    </Card>
  );
}

function nameColumn(period: Period): NameColumn<PromptVersionFigures> {
  return {
    heading: "Prompt version",
    cell: ({ promptId, promptName, number }) => (
      <PromptLink promptId={promptId} period={period} className="font-medium wrap-anywhere">
        {promptName} v{number}
      </PromptLink>
    ),
  };
}
