import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { hostname, platform } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { hasCode } from "../error-code.ts";

const Owner = z.object({ pid: z.int(), start: z.string(), host: z.string() });
type Owner = z.infer<typeof Owner>;

/** Another process has the data folder open. Two at once would lose rows without an error. */
export class FolderInUseError extends Error {
  override readonly name = "FolderInUseError";

  /** Of a process on this machine. */
  readonly pid: number | undefined;

  constructor(folder: string, owner: Owner | undefined) {
    const who = owner === undefined ? "another process" : `process ${owner.pid}`;
    const here = owner?.host === hostname();
    const where = owner === undefined || here ? "" : ` on the machine ${owner.host}`;
    const remedy = here ? "" : `, or delete ${folder}.lock if that one is gone for certain`;
    super(`The data folder ${folder} is in use by ${who}${where}. Stop it, or use another folder${remedy}.`);
    this.pid = here ? owner?.pid : undefined;
  }
}

interface FolderLock {
  /** The folder itself, whatever links led to it. */
  readonly folder: string;
  release(): Promise<void>;
}

/**
 * Makes `path` a folder that this process alone may open, until release or the process's death.
 * The lock is the directory `<folder>.lock` with its owner's file in it. It is made ready beside and renamed into
 * place, which succeeds for one process only, and only while no owner's file is there. A dead owner's file has a name
 * of its own, so removing it can never remove the lock of one who came first in the meantime.
 * @throws FolderInUseError
 */
export async function lockFolder(path: string): Promise<FolderLock> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const folder = await realpath(path);
  const lock = `${folder}.lock`;
  const claim = await mkdtemp(`${lock}.`);
  const file = randomUUID();
  await writeFile(join(claim, file), JSON.stringify(self()), { flush: true });
  try {
    while (!(await take(claim, lock))) await removeDeadOwner(folder, lock);
  } catch (error) {
    await rm(claim, { recursive: true });
    throw error;
  }
  return { folder, release: () => remove(lock, file) };
}

function self(): Owner {
  const start = processStart(process.pid);
  if (start === undefined)
    throw new Error("cannot tell when this process started (is /proc mounted, is ps there?)");
  return { pid: process.pid, start, host: hostname() };
}

async function take(claim: string, lock: string): Promise<boolean> {
  try {
    await rename(claim, lock); // also onto an empty directory
    return true;
  } catch (error) {
    if (hasCode(error, "ENOTEMPTY", "EEXIST")) return false;
    throw error;
  }
}

async function removeDeadOwner(folder: string, lock: string): Promise<void> {
  try {
    for (const file of await readdir(lock)) {
      const owner = Owner.safeParse(parseJson(await readFile(join(lock, file), "utf8"))).data;
      if (owner === undefined || isRunning(owner)) throw new FolderInUseError(folder, owner);
      await rm(join(lock, file), { force: true });
    }
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw error; // released in the meantime
  }
}

/** Of a process on another machine nobody here can tell, so it counts as running. */
function isRunning(owner: Owner): boolean {
  return owner.host !== hostname() || processStart(owner.pid) === owner.start;
}

async function remove(lock: string, file: string): Promise<void> {
  await rm(join(lock, file), { force: true });
  try {
    await rmdir(lock);
  } catch (error) {
    if (!hasCode(error, "ENOTEMPTY", "EEXIST", "ENOENT")) throw error; // the next owner is in already
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

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
