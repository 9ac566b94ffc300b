import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ThemeToggle } from "../theme/theme-toggle.tsx";
import { Logo } from "./logo.tsx";

const linkClass =
  "rounded-md px-1.5 py-1.5 text-sm sm:px-2.5 font-medium text-muted transition-colors hover:text-ink aria-[current=page]:bg-sunken aria-[current=page]:text-ink";

/** The product's name, the way to its pages, and the theme. */
export function SiteHeader(): ReactNode {
  return (
    <header className="sticky top-0 z-10 border-b border-line bg-canvas print:static">
      <div className="mx-auto flex h-14 max-w-7xl items-center gap-2 px-4 sm:gap-6 sm:px-6">
        <Link to="/" className="flex items-center gap-2.5 font-semibold tracking-tight">
          <Logo />
          <span className="max-sm:sr-only">EvalBoard</span>
        </Link>
        <nav aria-label="Pages" className="flex sm:gap-1">
          <Link to="/" activeOptions={{ exact: true, includeSearch: false }} className={linkClass}>
            Board
          </Link>
          <Link to="/runs" className={linkClass}>
            Runs
          </Link>
          <Link to="/compare" activeOptions={{ includeSearch: false }} className={linkClass}>
            Compare
          </Link>
          <Link to="/import" className={linkClass}>
            Import
          </Link>
        </nav>
        <div className="ml-auto">
          <ThemeToggle />
        </div>
      </div>
    </header>
  );
}
