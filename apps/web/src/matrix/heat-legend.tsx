import { formatScore } from "@evalboard/format";
import type { ReactNode } from "react";
import type { HeatScale } from "./heat-scale.ts";

/** Which scores the colours stand for. */
export function HeatLegend({ scale: { low, high } }: { readonly scale: HeatScale }): ReactNode {
  return (
    <span className="flex items-center gap-2 text-xs text-muted tabular-nums">
      <span className="sr-only">Colours from a score of</span>
      {formatScore(low)}
      <span
        aria-hidden
        className="h-2.5 w-24 rounded-full bg-linear-to-r/oklab from-heat-low via-heat-middle to-heat-high"
      />
      <span className="sr-only">to</span>
      {formatScore(high)}
    </span>
  );
}
