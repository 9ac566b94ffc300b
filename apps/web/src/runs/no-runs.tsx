import { FlaskConical } from "lucide-react";
import type { ReactNode } from "react";
import { CommandLine } from "../ui/command-line.tsx";
import { IMPORT_COMMAND } from "../ui/import-command.ts";
import { MessagePanel } from "../ui/message-panel.tsx";

/** A list without a single run. */
export function NoRuns(): ReactNode {
  return (
    <MessagePanel Icon={FlaskConical} title="No runs yet">
      <p className="text-sm text-muted">Import the results of an evaluation; its runs are here at once.</p>
      <CommandLine command={IMPORT_COMMAND} />
    </MessagePanel>
  );
}
