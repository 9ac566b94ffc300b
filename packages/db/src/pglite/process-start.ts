import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { platform } from "node:os";

/**
 * When the process `pid` of this machine started, for comparing only; `undefined` where no such process runs.
 * A pid is given again after a restart, or soon in a container; the pair of both is not.
 */
export function processStart(pid: number): string | undefined {
  try {
    return platform() === "linux" ? startByProc(pid) : startByPs(pid);
  } catch {
    return undefined;
  }
}

function startByProc(pid: number): string | undefined {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // "pid (command) state …": the command may hold spaces and brackets, so count from its last bracket.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state, ticksSinceBoot] = [fields[0], fields[19]];
  if (state === "Z" || state === "X") return undefined; // killed, and only not yet collected by its parent
  const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  return `${boot} ${ticksSinceBoot}`;
}

function startByPs(pid: number): string | undefined {
  const line = execFileSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
  const [state = "", ...start] = line.split(/\s+/);
  return state.startsWith("Z") ? undefined : start.join(" ");
}
