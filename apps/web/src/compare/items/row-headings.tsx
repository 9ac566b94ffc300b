import type { ReactNode } from "react";
import { SideName } from "../side-name.tsx";
import { rowColumns } from "./row-columns.ts";

/** What stands in the list below; on a narrow screen it speaks for itself. Its rows are buttons, which say it all. */
export function RowHeadings(): ReactNode {
  return (
    <div aria-hidden className={`${rowColumns} px-5 pb-2 text-xs font-medium text-muted max-md:hidden`}>
      <span>Item</span>
      <span />
      <span>Mean score</span>
      <span className="text-right">Change</span>
      <span className="hidden lg:block">
        <SideName side="baseline" />
      </span>
      <span className="hidden lg:block">
        <SideName side="candidate" />
      </span>
    </div>
  );
}
