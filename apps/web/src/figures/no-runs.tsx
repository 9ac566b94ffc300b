import { Link } from "@tanstack/react-router";
import { FlaskConical } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "../kit/button.tsx";
import { MessagePanel } from "../kit/panels.tsx";
import { CommandLine, IMPORT_COMMAND } from "../kit/text.tsx";

/** A list without a single run. */
export function NoRuns(): ReactNode {
  return (
    <MessagePanel Icon={FlaskConical} title="No runs yet">
      <p className="text-sm text-muted">
        Drop the results of an evaluation here, or import them by the command line; its runs are here at once.
      </p>
      <Link to="/import" className={buttonClass}>
        Choose files
      </Link>
      <CommandLine command={IMPORT_COMMAND} />
    </MessagePanel>
  );
}
