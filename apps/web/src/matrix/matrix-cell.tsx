import { formatCounted, formatScore } from "@evalboard/format";
import type { ReactNode } from "react";
import { Unknown } from "../ui/unknown.tsx";
import { heatColor, type HeatScale } from "./heat-scale.ts";
import type { PairFigures } from "./pair-figures.ts";

type MatrixCellProps = { readonly figures: PairFigures; readonly scale: HeatScale };

/** A pair's mean score on its colour, with the runs that it rests on. */
export function MatrixCell({ figures: { averageScore, runs }, scale }: MatrixCellProps): ReactNode {
  const color = averageScore === null ? "var(--sunken)" : heatColor(averageScore, scale);
  return (
    <span className="block rounded-md px-2 py-1 text-center tabular-nums" style={{ background: color }}>
      <span className="block font-medium">
        {averageScore === null ? <Unknown why="no scored runs" /> : formatScore(averageScore)}
      </span>
      <span className="block text-xs whitespace-nowrap">{formatCounted(runs, "run")}</span>
    </span>
  );
}
