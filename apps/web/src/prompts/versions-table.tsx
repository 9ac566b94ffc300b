import type { PromptReport, PromptVersionReport } from "@evalboard/contract";
import { formatDay } from "@evalboard/format";
import type { ReactNode } from "react";
import { counterpartColumns, type NameColumn } from "../subject/counterpart-columns.tsx";
import { Card } from "../ui/card.tsx";
import { DataTable } from "../ui/table/data-table.tsx";

/** The prompt's versions with their figures, newest first. */
export function VersionsTable({ report }: { readonly report: PromptReport }): ReactNode {
  const { versions, timeZone, window } = report;
  return (
    <Card title="Versions" definition="promptVersions" flush>
      <DataTable
        label="Versions"
        columns={counterpartColumns(nameColumn(timeZone), window, ({ promptVersionId }) => ({
          promptVersionId,
        }))}
        rows={versions}
        keyOf={({ promptVersionId }) => promptVersionId}
      />
    </Card>
  );
}

function nameColumn(timeZone: string): NameColumn<PromptVersionReport> {
  return {
    heading: "Version",
    cell: ({ number, createdAt }) => (
      <>
        <span className="block font-medium">v{number}</span>
        <span className="block text-xs text-muted">
          since <time dateTime={createdAt}>{formatDay(createdAt, timeZone)}</time>
        </span>
      </>
    ),
  };
}
