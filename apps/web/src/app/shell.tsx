import { Outlet } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { DropZone } from "./drop-zone.tsx";
import { SiteHeader } from "./site-header.tsx";

/** What stands around every page. */
export function Shell(): ReactNode {
  return (
    <DropZone>
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
    </DropZone>
  );
}
