import { Link, Outlet, useNavigate } from "@tanstack/react-router";
import { type ReactNode, useCallback } from "react";
import { DropZone } from "../kit/drop-zone.tsx";
import { ThemeToggle } from "../kit/theme.tsx";

interface Navigation {
  readonly fromLocation?: unknown;
  readonly pathChanged: boolean;
}

/** After a change of page the keyboard and the screen reader go on at the new content, not where the link was. */
export function focusContent({ fromLocation, pathChanged }: Navigation): void {
  if (fromLocation === undefined || !pathChanged) return;
  document.querySelector("main")?.focus({ preventScroll: true });
}

/** What stands around every page. */
export function Shell(): ReactNode {
  const navigate = useNavigate();
  const goToImport = useCallback(() => void navigate({ to: "/import" }), [navigate]);
  return (
    <DropZone goToImport={goToImport}>
      <a
        href="#main"
        className="sr-only rounded-md bg-surface px-3 py-2 text-sm font-medium focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-30"
      >
        Skip to the content
      </a>
      <SiteHeader />
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto flex w-full max-w-7xl flex-col gap-5 px-4 pt-6 pb-16 sm:px-6"
      >
        <Outlet />
      </main>
      <footer className="flex justify-center pb-6 sm:hidden print:hidden">
        <Link to="/names" className={linkClass}>
          Names
        </Link>
      </footer>
    </DropZone>
  );
}

const linkClass =
  "rounded-md px-1.5 py-1.5 text-sm sm:px-2.5 font-medium text-muted transition-colors hover:text-ink aria-[current=page]:bg-sunken aria-[current=page]:text-ink";

/** The product's name, the way to its pages, and the theme. */
function SiteHeader(): ReactNode {
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
          {/* A narrow screen has it at the foot of the page. */}
          <Link to="/names" className={`${linkClass} max-sm:hidden`}>
            Names
          </Link>
        </nav>
        <div className="ml-auto">
          <ThemeToggle />
        </div>
      </div>
    </header>
  );
}

/** Three bars, rising; as on the favicon. */
function Logo(): ReactNode {
  return (
    <svg viewBox="0 0 32 32" className="size-6 shrink-0" aria-hidden>
      <rect width="32" height="32" rx="8" fill="#5261d9" />
      <rect x="7" y="17" width="4.5" height="8" rx="1.5" fill="#fff" opacity=".6" />
      <rect x="13.75" y="12" width="4.5" height="13" rx="1.5" fill="#fff" opacity=".8" />
      <rect x="20.5" y="7" width="4.5" height="18" rx="1.5" fill="#fff" />
    </svg>
  );
}
