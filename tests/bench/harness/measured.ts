import { arch, cpus, loadavg, platform, totalmem } from "node:os";
import { isMet, type Row } from "./bench.ts";

/** What one suite gave. */
export interface Measured {
  readonly suite: string;
  readonly seconds: number;
  /** The machine's load just before, averaged over a minute: above 1 it had other work. */
  readonly loadBefore: number;
  readonly rows: readonly Row[];
  /** Why it could not be measured. */
  readonly failure?: string;
}

/** Everything of one run, as it is written down. */
export interface BenchReport {
  readonly measuredAt: string;
  readonly machine: ReturnType<typeof machine>;
  readonly engines: Readonly<Record<string, string>>;
  readonly maxRuns: number;
  readonly suites: readonly Measured[];
}

/** What it was measured on. */
export function machine() {
  return {
    node: process.version,
    cpu: cpus()[0]?.model ?? "unknown",
    cpus: cpus().length,
    memoryGB: Math.round(totalmem() / 2 ** 30),
    platform: `${platform()} ${arch()}`,
  };
}

/** The load of the last minute. */
export function load(): number {
  return Number((loadavg()[0] ?? 0).toFixed(2));
}

/** The report with each aim's outcome, for programs. */
export function toJson(report: BenchReport): string {
  const suites = report.suites.map((suite) => ({
    ...suite,
    rows: suite.rows.map((row) => ({ ...row, met: isMet(row) })),
  }));
  return `${JSON.stringify({ ...report, suites }, null, 2)}\n`;
}
