import { FileUp } from "lucide-react";
import type { ReactNode } from "react";
import { CommandLine } from "../ui/command-line.tsx";
import { IMPORT_COMMAND } from "../ui/import-command.ts";
import { MessagePanel } from "../ui/message-panel.tsx";
import { FileButton } from "./file-button.tsx";

/** Says what can be imported, and how. */
export function ChooseFiles(): ReactNode {
  return (
    <>
      <MessagePanel Icon={FileUp} title="Drop result files anywhere on this page">
        <p className="max-w-prose text-sm text-muted">
          Results of promptfoo, Inspect, lm-evaluation-harness or evalite, or EvalBoard's own JSONL and CSV.
          They are read in this browser; you see what is in them before anything is sent.
        </p>
        <FileButton>Choose files</FileButton>
      </MessagePanel>
      <p className="text-sm text-muted">Many files, or every night? The command line takes folders:</p>
      <CommandLine command={IMPORT_COMMAND} />
    </>
  );
}
