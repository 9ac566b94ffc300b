import type { ChartColors } from "../charts/chart-colors.ts";

/** The lines of the latency chart, told apart by weight and dash as well as by colour. */
export const latencySeries = [
  { key: "meanMs", label: "Mean", color: "accent", width: 2, dash: [] },
  { key: "p50Ms", label: "p50", color: "muted", width: 1.5, dash: [2, 3] },
  { key: "p95Ms", label: "p95", color: "accentLine", width: 1.5, dash: [6, 4] },
] as const satisfies readonly {
  readonly key: "meanMs" | "p50Ms" | "p95Ms";
  readonly label: string;
  readonly color: keyof ChartColors;
  readonly width: number;
  readonly dash: readonly number[];
}[];
