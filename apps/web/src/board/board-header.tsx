import type { ReactNode } from "react";
import { Skeleton } from "../ui/skeleton.tsx";
import { PeriodSwitcher } from "./period-switcher.tsx";

type BoardHeaderProps = {
  /** Which days the figures are of, and how old they are; not known before the first report. */
  readonly windowNote?: ReactNode;
  readonly freshnessNote?: ReactNode;
};

/** The board's name, its window, its age and the way to another window. */
export function BoardHeader({ windowNote, freshnessNote }: BoardHeaderProps): ReactNode {
  return (
    <header className="grid gap-x-6 gap-y-1 md:grid-cols-[1fr_auto]">
      <h1 className="text-xl font-semibold tracking-tight">Board</h1>
      <div className="max-md:order-last max-md:mt-2 md:self-end">
        <PeriodSwitcher />
      </div>
      <div className="min-h-10 lg:min-h-5">{windowNote ?? <Skeleton className="h-4 w-64" />}</div>
      <div className="flex min-h-5 items-center md:justify-end">
        {freshnessNote ?? <Skeleton className="h-4 w-40" />}
      </div>
    </header>
  );
}
