import { type Aim, type Amount, isMet, type Row } from "./bench.ts";
import type { BenchReport, Measured } from "./measured.ts";

const head = ["figure", "ours", "against", "ours/against", "aim", "met"] as const;

/** The report for people: Markdown that also reads well as it is. */
export function table({ machine, engines, suites, maxRuns, measuredAt }: BenchReport): string {
  const { node, cpu, cpus, memoryGB, platform } = machine;
  const versions = Object.entries(engines).map(([name, version]) => `${name} ${version}`);
  const above = [
    `${measuredAt} · Node ${node} · ${[...versions, platform].join(" · ")}`,
    `${cpu}, ${cpus} CPUs, ${memoryGB} GB · boards of up to ${count(maxRuns)} runs`,
  ];
  return [...above, ...suites.map(section)].join("\n\n");
}

function section({ suite, seconds, loadBefore, rows, failure }: Measured): string {
  const title = `${suite} (${seconds.toFixed(0)} s, load before ${loadBefore}${beside(loadBefore)})`;
  if (failure !== undefined) return `${title}\nnot measured: ${failure}`;
  const lines = [head, head.map(() => "-"), ...rows.map(cells)];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const text = lines.map(
    (line) => `| ${line.map((cell, column) => pad(cell, widths[column]!)).join(" | ")} |`,
  );
  return [title, "", ...text].join("\n");
}

/** Beside other work a figure says little. */
function beside(loadBefore: number): string {
  return loadBefore > 2 ? ": measured beside other work" : "";
}

function cells(row: Row): string[] {
  const met = isMet(row);
  return [
    row.figure,
    amount(row.ours),
    amount(row.against),
    significant(row.ratio),
    row.aim ? aim(row.aim) : "",
    met === null ? "" : met ? "yes" : "NO",
  ];
}

function pad(cell: string, width: number): string {
  return cell === "-" ? "-".repeat(width) : cell.padEnd(width);
}

function amount({ value, unit, of }: Amount): string {
  return [significant(value), unit, of].filter(Boolean).join(" ");
}

function aim(it: Aim): string {
  return "most" in it ? `≤ ${it.most}` : `≥ ${it.least}`;
}

/** Three digits that mean something, however large. */
function significant(value: number): string {
  return value >= 1_000 ? count(Math.round(value)) : String(Number(value.toPrecision(3)));
}

function count(value: number): string {
  return value.toLocaleString("en-US").replaceAll(",", " ");
}
