import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { RunPage } from "./run-page.tsx";

const route = getRouteApi("/records/runs/$runId");

/** The run in the address. */
export function RunRoute(): ReactNode {
  const { runId } = route.useParams();
  // Another run is another page: nothing opened on one stays open on the next.
  return <RunPage key={runId} runId={runId} />;
}
