import type { RunDetail } from "@evalboard/contract";
import { Ellipsis } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useExportRun } from "../export/use-export-run.ts";
import { Menu } from "../ui/menu.tsx";
import { DeleteRun } from "./delete-run.tsx";

/** What can be done with a run. */
export function RunMenu({ run }: { readonly run: RunDetail }): ReactNode {
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
