/** How many boards a simulation draws: few, or as many as a machine with time was told to, which then prints what it found. */
export function simulatedBoards(few: number): number {
  return asked ?? few;
}

const given = process.env["SIMULATED_BOARDS"];
const asked = given ? Number(given) : null;

/** The most of so many that a chance of `share` explains: three standard errors more. */
export function mostOf(boards: number, share: number): number {
  return boards * share + 3 * Math.sqrt(boards * share * (1 - share));
}

/** A share in per cent with its standard error, as the table of the documentation has it. */
export function percent(found: number, of: number): string {
  const share = found / of;
  return `${(100 * share).toFixed(1)} ± ${(100 * Math.sqrt((share * (1 - share)) / of)).toFixed(1)}`;
}

/** Prints the rows as a table of Markdown, where boards were asked for. */
export function printTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  if (asked === null) return;
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
  process.stdout.write(`\n${[line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n")}\n\n`);
}
