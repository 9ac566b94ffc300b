import type { ReactNode } from "react";
import type { Side } from "./compare-search.ts";
import { sideWords } from "./side-words.ts";

/** A side by its mark and name. */
export function SideName({ side }: { readonly side: Side }): ReactNode {
  const { title, mark } = sideWords[side];
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <span aria-hidden className={`size-2.5 shrink-0 rounded-full ${mark}`} />
      {title}
    </span>
  );
}
