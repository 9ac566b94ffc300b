import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ModelPage } from "./model-page.tsx";

const route = getRouteApi("/models/$modelId");

/** The model and the period in the address. */
export function ModelRoute(): ReactNode {
  const { modelId } = route.useParams();
  const { period } = route.useSearch();
  // Another model is another page: no figures of one stay while those of the next are on the way.
  return <ModelPage key={modelId} modelId={modelId} period={period} />;
}
