import { Link } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "../ui/button.tsx";
import { MessagePanel } from "../ui/message-panel.tsx";

/** An address of a run that this board does not have. */
export function NoSuchRun(): ReactNode {
  return (
    <>
      <title>No such run · EvalBoard</title>
      <MessagePanel Icon={SearchX} title="There is no such run on this board" headingLevel="h1">
        <p className="text-sm text-muted">The link may be cut short, or of another board.</p>
        <Link to="/runs" className={buttonClass}>
          See all runs
        </Link>
      </MessagePanel>
    </>
  );
}
