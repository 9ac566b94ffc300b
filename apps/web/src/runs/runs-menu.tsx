import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { useExportRuns } from "../export/use-export-runs.ts";
import { Menu } from "../ui/menu.tsx";
import type { RunsSearch } from "./runs-search.ts";

/** Takes the list as it is filtered elsewhere. */
export function RunsMenu({ search }: { readonly search: RunsSearch }): ReactNode {
  const exportRuns = useExportRuns(search);
  return (
    <Menu
      label="Export the list"
      items={[
        { label: "This list as CSV", choose: () => void exportRuns("csv") },
        { label: "This list as JSON", choose: () => void exportRuns("json") },
      ]}
    >
      <Download className="size-3.5" aria-hidden />
      Export
    </Menu>
  );
}
