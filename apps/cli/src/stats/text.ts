import { cut, lengthOf } from "../output.ts";

/** Most characters of a line: what every terminal shows without wrapping. */
export const LINE_WIDTH = 80;

const GAP = "  ";

/**
 * Rows as lines of at most `LINE_WIDTH` characters: the first column to the left and cut where it is too long, the
 * others to the right.
 */
export function align(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, lengthOf(cell));
    }
  }
  const others = widths.slice(1).reduce((sum, width) => sum + width + GAP.length, 0);
  const first = Math.min(widths[0] ?? 0, LINE_WIDTH - others);
  return rows.map(([name = "", ...cells]) =>
    [
      `${cut(name, first)}${spaces(name, first)}`,
      ...cells.map((cell, index) => `${spaces(cell, widths[index + 1] ?? 0)}${cell}`),
    ]
      .join(GAP)
      .trimEnd(),
  );
}

/** Words in lines of at most `LINE_WIDTH` characters, those after the first set in further; a longer word is cut. */
export function wrap(text: string, indent = ""): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(" ")) {
    const longer = line.trim() === "" ? `${line}${word}` : `${line} ${word}`;
    if (lengthOf(longer) <= LINE_WIDTH || line.trim() === "") {
      line = cut(longer, LINE_WIDTH);
      continue;
    }
    lines.push(line);
    line = cut(`${indent}${GAP}${word}`, LINE_WIDTH);
  }
  return [...lines, line];
}

const spaces = (cell: string, width: number) => " ".repeat(Math.max(0, width - lengthOf(cell)));

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
