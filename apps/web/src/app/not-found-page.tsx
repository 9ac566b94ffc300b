import { Link } from "@tanstack/react-router";
import { MapPinOff } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "../kit/button.tsx";
import { MessagePanel } from "../kit/panels.tsx";

/** An address that means nothing here. */
export function NotFoundPage(): ReactNode {
  return (
    <>
      <title>Not found · EvalBoard</title>
      <MessagePanel Icon={MapPinOff} title="There is no page at this address" headingLevel="h1">
        <p className="text-sm text-muted">The link may be mistyped, or belong to another board.</p>
        <Link to="/" className={buttonClass}>
          Go to the board
        </Link>
      </MessagePanel>
    </>
  );
}
