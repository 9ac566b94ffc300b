import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { periodWords } from "./period-words.ts";
import { periods } from "./periods.ts";

/** The periods as links to the same page: each has an address to share, and the router knows which one is shown. */
export function PeriodSwitcher(): ReactNode {
  return (
    <nav aria-label="Period" className="flex grow rounded-lg border border-line bg-surface p-0.5 shadow-card">
      {periods.map((option) => (
        <Link
          key={option}
          to="."
          search={(before) => ({ ...before, period: option })}
          resetScroll={false}
          activeOptions={{ exact: true }}
          className="flex-1 rounded-md px-1.5 py-1 text-center text-sm sm:px-2.5 font-medium whitespace-nowrap text-muted transition-colors hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent"
        >
          {periodWords[option].label}
        </Link>
      ))}
    </nav>
  );
}
