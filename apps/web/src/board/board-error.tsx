import type { ReactNode } from "react";
import { ErrorPanel } from "../ui/error-panel.tsx";
import { BoardHeader } from "./board-header.tsx";

type BoardErrorProps = { readonly error: unknown; readonly retry: () => void };

/** The board without a single report to show; another period may have one. */
export function BoardError({ error, retry }: BoardErrorProps): ReactNode {
  return (
    <>
      <BoardHeader windowNote={null} freshnessNote={null} />
      <ErrorPanel error={error} retry={retry} />
    </>
  );
}
