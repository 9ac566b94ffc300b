import type { Period } from "@evalboard/stats/contract";
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type SearchSchemaInput,
} from "@tanstack/react-router";
import { BoardRoute } from "../board/board-route.tsx";
import { parseBoardSearch } from "../board/board-search.ts";
import { loadCharts } from "../charts/load-charts.ts";
import { CrashPage } from "./crash-page.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { Shell } from "./shell.tsx";

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });

const boardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  validateSearch: (search: { period?: Period } & SearchSchemaInput) => parseBoardSearch(search),
  // The charts' code comes while the server computes the figures.
  loader: () => void loadCharts(),
  component: BoardRoute,
});

const runsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/runs",
  component: lazyRouteComponent(() => import("../runs/runs-page.tsx"), "RunsPage"),
});

const runRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/runs/$runId",
  component: lazyRouteComponent(() => import("../run/run-route.tsx"), "RunRoute"),
});

const routeTree = rootRoute.addChildren([boardRoute, runsRoute, runRoute]);

/** The app's addresses: `/?period=7d`, `/runs` and `/runs/<id>`. */
export function createAppRouter() {
  return createRouter({
    routeTree,
    defaultPreload: "intent",
    defaultErrorComponent: CrashPage,
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
