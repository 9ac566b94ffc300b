const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
const LEVELS = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
const WIDTH = 10;

/** A share in [0, 1] as a bar of ten characters, exact to an eighth of one. */
export function bar(share: number): string {
  const eighths = Math.round(share * WIDTH * 8);
  const full = "█".repeat(Math.floor(eighths / 8));
  return `${full}${EIGHTHS[eighths % 8] ?? ""}`.padEnd(WIDTH, "·");
}

/** Values as a line of small bars from 0 to the highest; a dot where there is none. */
export function sparkline(values: readonly (number | null)[]): string {
  const highest = Math.max(...values.map((value) => value ?? 0));
  return values
    .map((value) => {
      if (value === null) return "·";
      const level = highest === 0 ? 0 : Math.round((value / highest) * (LEVELS.length - 1));
      return LEVELS[level] ?? "·";
    })
    .join("");
}
