import { Link } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "../ui/button.tsx";
import { MessagePanel } from "../ui/message-panel.tsx";
import type { SubjectKind } from "./subject.ts";

/** An address of a model, dataset or prompt that this board does not have. */
export function NoSuchSubject({ kind }: { readonly kind: SubjectKind }): ReactNode {
  return (
    <>
      <title>{`No such ${kind} · EvalBoard`}</title>
      <MessagePanel Icon={SearchX} title={`There is no such ${kind} on this board`} headingLevel="h1">
        <p className="text-sm text-muted">The link may be cut short, or of another board.</p>
        <Link to="/" className={buttonClass}>
          Go to the board
        </Link>
      </MessagePanel>
    </>
  );
}
