import type { Period } from "@evalboard/contract";
import type { ReactNode } from "react";
import { BoardFrame } from "./board-frame.tsx";
import { MatrixMenu } from "./matrix-menu.tsx";
import { MatrixOutline } from "./matrix-outline.tsx";
import { ModelsByDatasets } from "./models-by-datasets.tsx";
import { useMatrix } from "./use-matrix.ts";

/** The board's second view. */
export function MatrixPage({ period }: { readonly period: Period }): ReactNode {
  return (
    <BoardFrame
      query={useMatrix(period)}
      outline={<MatrixOutline />}
      isEmpty={({ cells }) => cells.length === 0}
      Menu={MatrixMenu}
      Figures={ModelsByDatasets}
    />
  );
}
