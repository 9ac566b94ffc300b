import type { ReactNode } from "react";
import { PeriodSwitcher } from "./period-switcher.tsx";

type BoardHeaderProps = {
  /** Which days and hours the figures are of. */
  readonly subtitle: ReactNode;
  /** How fresh they are. */
  readonly note: ReactNode;
};

/** The board's name, its window, its age and the way to another window. */
export function BoardHeader({ subtitle, note }: BoardHeaderProps): ReactNode {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="flex min-h-12 flex-col gap-0.5">
        <h1 className="text-xl font-semibold tracking-tight">Board</h1>
        <div className="text-sm text-muted">{subtitle}</div>
      </div>
      <div className="flex grow flex-col gap-x-4 gap-y-2 sm:grow-0 sm:items-end lg:flex-row-reverse lg:items-center">
        <PeriodSwitcher />
        {note}
      </div>
    </header>
  );
}
