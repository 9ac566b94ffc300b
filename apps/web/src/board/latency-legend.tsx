import type { ReactNode } from "react";
import { latencySeries } from "./latency-series.ts";

const strokes = { accent: "stroke-accent", muted: "stroke-muted", accentLine: "stroke-accent-line" };

/** Which line is which. The chart itself draws none, so that it is text. */
export function LatencyLegend(): ReactNode {
  return (
    <ul className="flex gap-4 text-xs text-muted">
      {latencySeries.map(({ key, label, color, width, dash }) => (
        <li key={key} className="flex items-center gap-1.5">
          <svg width="18" height="4" aria-hidden className={strokes[color]}>
            <line x1="0" y1="2" x2="18" y2="2" strokeWidth={width} strokeDasharray={dash.join(" ")} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
