import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { DatasetPage } from "./dataset-page.tsx";

const route = getRouteApi("/datasets/$datasetId");

/** The dataset and the period in the address. */
export function DatasetRoute(): ReactNode {
  const { datasetId } = route.useParams();
  const { period } = route.useSearch();
  // Another dataset is another page: no figures of one stay while those of the next are on the way.
  return <DatasetPage key={datasetId} datasetId={datasetId} period={period} />;
}
