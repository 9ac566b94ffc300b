import { Link, Outlet, useNavigate } from "@tanstack/react-router";
import { Settings } from "lucide-react";
import { lazy, type ReactNode, Suspense, useCallback } from "react";
import { touchClass, touchIconClass } from "../kit/button.tsx";
import { DropZone } from "../kit/drop-zone.tsx";
import { ThemeToggle } from "../kit/theme.tsx";
import { ReachButton } from "./reach-button.tsx";
import { isSignedOut, type Standing, useStanding } from "./standing.ts";

interface Navigation {
  readonly fromLocation?: unknown;
  readonly pathChanged: boolean;
}

/** After a change of page the keyboard and the screen reader go on at the new content, not where the link was. */
export function focusContent({ fromLocation, pathChanged }: Navigation): void {
  if (fromLocation === undefined || !pathChanged) return;
  document.querySelector("main")?.focus({ preventScroll: true });
}

// Where no key is asked, and on the first view, nobody needs them.
const SignInPage = lazy(async () => ({ default: (await import("./sign-in.tsx")).SignInPage }));
const CallerMenu = lazy(async () => ({ default: (await import("./caller.tsx")).CallerMenu }));
const BoundNote = lazy(async () => ({ default: (await import("./caller.tsx")).BoundNote }));

/** What stands around every page; in the place of all of them the sign-in, where the server wants one. */
export function Shell(): ReactNode {
  const standing = useStanding();
  const isOut = isSignedOut(standing);
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
      <SiteHeader standing={standing} />
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto flex w-full max-w-7xl flex-col gap-5 px-4 pt-6 pb-16 sm:px-6"
      >
        <Suspense>
          {standing === "in" ? <BoundNote /> : null}
          {isOut ? <SignInPage hasEnded={standing === "ended"} /> : null}
        </Suspense>
        {isOut ? null : <Outlet />}
      </main>
      {isOut ? null : (
        <footer className="flex flex-wrap items-center justify-center gap-x-2 px-4 pb-6 md:hidden print:hidden">
          <Link to="/names" className={`${linkClass} sm:hidden`}>
            Names
          </Link>
          <Link to="/settings" className={linkClass}>
            Settings
          </Link>
          <Suspense>{standing === "in" ? <CallerMenu /> : null}</Suspense>
        </footer>
      )}
    </DropZone>
  );
}

const linkClass = `inline-flex items-center justify-center rounded-md px-1.5 py-1.5 text-sm sm:px-2.5 font-medium text-muted transition-colors hover:text-ink aria-[current=page]:bg-sunken aria-[current=page]:text-ink ${touchClass}`;

/** The product's name, the way to its pages, who is signed in, and the theme. */
function SiteHeader({ standing }: { readonly standing: Standing }): ReactNode {
  return (
    <header className="sticky top-0 z-10 border-b border-line bg-canvas print:static">
      <div className="mx-auto flex h-14 max-w-7xl items-center gap-2 px-4 sm:gap-6 sm:px-6">
        <Link to="/" className={`flex items-center gap-2.5 font-semibold tracking-tight ${touchIconClass}`}>
          <Logo />
          <span className="max-sm:sr-only">EvalBoard</span>
        </Link>
        {isSignedOut(standing) ? null : <PageLinks />}
        <div className="ml-auto flex min-w-0 items-center gap-3 max-sm:gap-1.5">
          <div className="max-md:hidden">
            <Suspense>{standing === "in" ? <CallerMenu /> : null}</Suspense>
          </div>
          {isSignedOut(standing) ? null : <ReachButton />}
          {isSignedOut(standing) ? null : (
            <Link
              to="/settings"
              title="Settings"
              className={`grid size-7 place-items-center rounded-lg text-muted transition-colors hover:text-ink aria-[current=page]:bg-sunken aria-[current=page]:text-ink max-md:hidden print:hidden ${touchIconClass}`}
            >
              <Settings className="size-4" aria-hidden />
              <span className="sr-only">Settings</span>
            </Link>
          )}
          {/* A phone has it among the settings, once one is in. */}
          <div className={isSignedOut(standing) ? "" : "max-sm:hidden"}>
            <ThemeToggle />
          </div>
        </div>
      </div>
    </header>
  );
}

/** The way to the pages. */
function PageLinks(): ReactNode {
  return (
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
