import type { Period } from "@evalboard/contract";
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type SearchSchemaInput,
} from "@tanstack/react-router";
import { type BoardSearch, parseBoardSearch } from "../address/board.ts";
import { type CompareSearch, parseCompareSearch } from "../address/compare.ts";
import { parseSearch, stringifySearch } from "../address/params.ts";
import {
  type DatasetSearch,
  itemKeyParam,
  type ItemSearch,
  parseDatasetSearch,
  parseItemSearch,
} from "../address/items.ts";
import { parsePeriodSearch } from "../address/period.ts";
import { parseRunSearch, type RunSearch } from "../address/run.ts";
import { parseRunsSearch, type RunsSearch } from "../address/runs.ts";
import { BoardRoute, loadMatrix } from "../board/page.tsx";
import { loadCharts } from "../charts/chart.tsx";
import { CrashPage } from "./crash-page.tsx";
import { Shell } from "./shell.tsx";

const rootRoute = createRootRoute({
  component: Shell,
  notFoundComponent: lazyRouteComponent(() => import("./not-found-page.tsx"), "NotFoundPage"),
});

const boardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  validateSearch: (search: Partial<BoardSearch> & SearchSchemaInput) => parseBoardSearch(search),
  loaderDeps: ({ search: { tab } }) => ({ tab }),
  // The code of what is drawn comes while the server computes the figures.
  loader: ({ deps: { tab } }) => void (tab === "matrix" ? loadMatrix() : loadCharts()),
  component: BoardRoute,
});

/** What the pages of figures have in common. */
const figures = {
  getParentRoute: () => rootRoute,
  validateSearch: (search: { period?: Period } & SearchSchemaInput) => parsePeriodSearch(search),
  loader: () => void loadCharts(),
};

const modelRoute = createRoute({
  ...figures,
  path: "/models/$modelId",
  component: lazyRouteComponent(() => import("../subject/model.tsx"), "ModelRoute"),
});

const datasetRoute = createRoute({
  ...figures,
  path: "/datasets/$datasetId",
  validateSearch: (search: Partial<DatasetSearch> & SearchSchemaInput) => parseDatasetSearch(search),
  component: lazyRouteComponent(() => import("../subject/dataset.tsx"), "DatasetRoute"),
});

const itemRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/datasets/$datasetId/items/$itemKey",
  params: itemKeyParam,
  validateSearch: (search: ItemSearch & SearchSchemaInput) => parseItemSearch(search),
  component: lazyRouteComponent(() => import("../item/page.tsx"), "ItemRoute"),
});

const promptRoute = createRoute({
  ...figures,
  path: "/prompts/$promptId",
  component: lazyRouteComponent(() => import("../subject/prompt.tsx"), "PromptRoute"),
});

// Not an address of its own: what the pages about runs have in common, so that it outlives a change between them.
const recordsRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "records",
  component: lazyRouteComponent(() => import("../runs/layout.tsx"), "RecordsLayout"),
});

const runsRoute = createRoute({
  getParentRoute: () => recordsRoute,
  path: "/runs",
  validateSearch: (search: RunsSearch & SearchSchemaInput) => parseRunsSearch(search),
  component: lazyRouteComponent(() => import("../runs/page.tsx"), "RunsPage"),
});

const runRoute = createRoute({
  getParentRoute: () => recordsRoute,
  path: "/runs/$runId",
  validateSearch: (search: RunSearch & SearchSchemaInput) => parseRunSearch(search),
  component: lazyRouteComponent(() => import("../run/page.tsx"), "RunRoute"),
});

const compareRoute = createRoute({
  getParentRoute: () => recordsRoute,
  path: "/compare",
  validateSearch: (search: CompareSearch & SearchSchemaInput) => parseCompareSearch(search),
  component: lazyRouteComponent(() => import("../compare/page.tsx"), "ComparePage"),
});

const importRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/import",
  component: lazyRouteComponent(() => import("../import/page.tsx"), "ImportPage"),
});

const namesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/names",
  component: lazyRouteComponent(() => import("../names/page.tsx"), "NamesPage"),
});

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/settings",
  component: lazyRouteComponent(() => import("../settings/page.tsx"), "SettingsPage"),
});

const routeTree = rootRoute.addChildren([
  boardRoute,
  modelRoute,
  datasetRoute,
  promptRoute,
  itemRoute,
  namesRoute,
  importRoute,
  settingsRoute,
  recordsRoute.addChildren([runsRoute, runRoute, compareRoute]),
]);

/**
 * The app's addresses: `/?period=7d`, `/?tab=matrix&period=7d`, `/models/<id>?period=7d`, `/datasets/<id>…` and `/prompts/<id>…`,
 * `/datasets/<id>/items/<key>?answer=…`, `/runs?text=…`, `/runs/<id>?result=…`, `/compare?…`, `/names`, `/import` and
 * `/settings`.
 */
export function createAppRouter() {
  return createRouter({
    routeTree,
    parseSearch,
    stringifySearch,
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
