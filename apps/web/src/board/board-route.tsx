import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { BoardPage } from "./board-page.tsx";

const route = getRouteApi("/");

/** The board of the period in the address. */
export function BoardRoute(): ReactNode {
  const { period } = route.useSearch();
  return (
    <>
      <title>Board · EvalBoard</title>
      <BoardPage period={period} />
    </>
  );
}
