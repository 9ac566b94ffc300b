import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { PromptPage } from "./prompt-page.tsx";

const route = getRouteApi("/prompts/$promptId");

/** The prompt and the period in the address. */
export function PromptRoute(): ReactNode {
  const { promptId } = route.useParams();
  const { period } = route.useSearch();
  // Another prompt is another page: no figures of one stay while those of the next are on the way.
  return <PromptPage key={promptId} promptId={promptId} period={period} />;
}
