import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** What a clock tick of /proc is. */
const TICK_MS = 10;

/** Memory that a process holds, MB. */
export function residentMB(pid: number): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1_024;
}

/** The most that a process has held since it began, MB. NaN where there is no /proc. */
export function peakMB(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1_024;
  } catch {
    return Number.NaN;
  }
}

/** Processor time that a process has used, ms: hardly touched by what else the machine does. NaN where there is no /proc. */
export function processorMs(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ");
    return (Number(fields?.[11]) + Number(fields?.[12])) * TICK_MS;
  } catch {
    return Number.NaN;
  }
}
