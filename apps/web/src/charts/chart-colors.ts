/** The theme's colours as Chart.js needs them, CSS colours. */
export type ChartColors = {
  readonly accent: string;
  readonly accentLine: string;
  readonly accentSoft: string;
  readonly bar: string;
  readonly failed: string;
  readonly errored: string;
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly surface: string;
};

/** Reads the colours that the element's theme gives at the moment. */
export function readChartColors(element: Element): ChartColors {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    accent: read("--accent"),
    accentLine: read("--accent-line"),
    accentSoft: read("--accent-soft"),
    bar: read("--bar"),
    failed: read("--failed"),
    errored: read("--errored"),
    ink: read("--ink"),
    muted: read("--ink-muted"),
    line: read("--line"),
    surface: read("--surface"),
  };
}
