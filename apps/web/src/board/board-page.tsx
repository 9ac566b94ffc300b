import type { Period } from "@evalboard/contract";
import type { ReactNode } from "react";
import { BoardFrame } from "./board-frame.tsx";
import { BoardMenu } from "./board-menu.tsx";
import { Board } from "./board.tsx";
import { OverviewOutline } from "./overview-outline.tsx";
import { useReport } from "./use-report.ts";

/** The board's first view. */
export function BoardPage({ period }: { readonly period: Period }): ReactNode {
  return (
    <BoardFrame
      query={useReport(period)}
      outline={<OverviewOutline />}
      isEmpty={({ summary }) => summary.runs === 0}
      Menu={BoardMenu}
      Figures={Board}
    />
  );
}
