import type { Period } from "@evalboard/contract";
import { Link } from "@tanstack/react-router";
import { CalendarOff } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "../ui/button.tsx";
import { MessagePanel } from "../ui/message-panel.tsx";
import { periodWords } from "./period-words.ts";

type EmptyWindowProps = {
  readonly period: Period;
  /** The first day with runs, in words. */
  readonly firstDay: string;
};

/** What a board with runs says of a window without any. */
export function EmptyWindow({ period, firstDay }: EmptyWindowProps): ReactNode {
  return (
    <MessagePanel Icon={CalendarOff} title={`No completed runs in ${periodWords[period].span}`}>
      <p className="text-sm text-muted">The first run of this board was completed on {firstDay}.</p>
      <Link to="." search={(before) => ({ ...before, period: "all" })} className={buttonClass}>
        Show all runs
      </Link>
    </MessagePanel>
  );
}
