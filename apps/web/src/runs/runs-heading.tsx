import { formatCounted } from "@evalboard/format";
import type { ReactNode } from "react";

type RunsHeadingProps = {
  /** How many are shown; undefined while the first are on the way. */
  readonly shown: number | undefined;
  readonly hasMore: boolean;
  readonly children: ReactNode;
};

/** The page's name, how many runs it shows, and what can be done with them. */
export function RunsHeading({ shown, hasMore, children }: RunsHeadingProps): ReactNode {
  return (
    <header className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-2">
      <h1 className="text-xl font-semibold tracking-tight">Runs</h1>
      <output className="mr-auto text-sm text-muted">
        {shown === undefined ? "" : `${formatCounted(shown, "run")}${hasMore ? " shown, more below" : ""}`}
      </output>
      {children}
    </header>
  );
}
