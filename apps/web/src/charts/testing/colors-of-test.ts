import type { ChartColors } from "../chart.tsx";

/** A colour each, told apart. */
export const colorsOfTest: ChartColors = {
  accent: "#111111",
  accentLine: "#222222",
  accentSoft: "#888888",
  bar: "#333333",
  band: "#bbbbbb",
  errored: "#aaaaaa",
  ink: "#444444",
  muted: "#555555",
  line: "#666666",
  surface: "#777777",
  series1: "#000001",
  series2: "#000002",
  series3: "#000003",
  series4: "#000004",
  series5: "#000005",
};
