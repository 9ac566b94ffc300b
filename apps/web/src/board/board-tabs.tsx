import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { BoardTab } from "./board-search.ts";

const tabs: readonly (readonly [tab: BoardTab | undefined, label: string])[] = [
  [undefined, "Overview"],
  ["matrix", "Models × datasets"],
];

/** The board's views as links: like the periods, each has an address to share. */
export function BoardTabs(): ReactNode {
  return (
    <nav aria-label="Views" className="flex gap-1">
      {tabs.map(([tab, label]) => (
        <Link
          key={label}
          to="/"
          search={(before) => ({ ...before, tab })}
          resetScroll={false}
          activeOptions={{ exact: true }}
          className="rounded-md px-2.5 py-1 text-sm font-medium whitespace-nowrap text-muted transition-colors hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent"
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
