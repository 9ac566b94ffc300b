import type { ReactNode } from "react";
import { PeriodSwitcher } from "../report/period-switcher.tsx";
import { BoardTabs } from "./board-tabs.tsx";

type BoardHeaderProps = {
  /** Which days the figures are of. */
  readonly windowNote: ReactNode;
  /** How old they are. */
  readonly freshnessNote: ReactNode;
  /** What can be done with the figures, once they are there; its place is kept until then. */
  readonly menu?: ReactNode;
};

/** The board's name and views, its window, its age and the way to another window. */
export function BoardHeader({ windowNote, freshnessNote, menu }: BoardHeaderProps): ReactNode {
  return (
    <header className="grid gap-x-6 gap-y-1 md:grid-cols-[1fr_auto]">
      <div className="flex flex-wrap items-center gap-x-5 gap-y-1">
        <h1 className="text-xl font-semibold tracking-tight">Board</h1>
        <BoardTabs />
      </div>
      <div className="flex gap-2 max-md:order-last max-md:mt-2 md:justify-self-end">
        <PeriodSwitcher />
        {menu ?? <span className="w-10" />}
      </div>
      {/* Room for two lines, which the window's name takes on a narrow screen. */}
      <div className="min-h-10 lg:min-h-5">{windowNote}</div>
      <div className="flex min-h-5 md:justify-end">{freshnessNote}</div>
    </header>
  );
}
