import type { Period } from "@evalboard/contract";
import { Link } from "@tanstack/react-router";
import { CalendarOff } from "lucide-react";
import type { ReactNode } from "react";
import { periodWords } from "../report/period-words.ts";
import { buttonClass } from "../ui/button.tsx";
import { MessagePanel } from "../ui/message-panel.tsx";
import type { SubjectKind } from "./subject.ts";

type NoRunsInWindowProps = { readonly kind: SubjectKind; readonly period: Period };

/** What a subject's page says of a window without runs of it. */
export function NoRunsInWindow({ kind, period }: NoRunsInWindowProps): ReactNode {
  return (
    <MessagePanel
      Icon={CalendarOff}
      title={`No completed runs of this ${kind} in ${periodWords[period].span}`}
    >
      {period === "all" ? (
        <p className="text-sm text-muted">Its figures are here within a minute of the first completion.</p>
      ) : (
        <Link to="." search={(before) => ({ ...before, period: "all" })} className={buttonClass}>
          Show all time
        </Link>
      )}
    </MessagePanel>
  );
}
