import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FolderInUseError, lockFolder, processStart } from "./lock-folder.ts";

let root: string;
let folder: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "evalboard-lock-"));
  folder = join(root, "data");
});

afterEach(() => rm(root, { recursive: true }));

/** Another process that locks the folder, says "locked" or why not, and holds it until its stdin ends. */
function locker() {
  const program = `
    import { lockFolder } from ${JSON.stringify(join(import.meta.dirname, "lock-folder.ts"))};
    try {
      await lockFolder(${JSON.stringify(folder)});
      console.log("locked");
      process.stdin.resume();
    } catch (error) {
      console.log(error.message);
    }`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const said = once(child.stdout, "data").then(([text]) => String(text).trim());
  return { child, said, exit: once(child, "exit") };
}

async function forge(owner: object) {
  await mkdir(`${folder}.lock`, { recursive: true });
  await writeFile(join(`${folder}.lock`, "forged"), JSON.stringify(owner));
}

test("is taken, released and taken again, and leaves nothing behind", async () => {
  const first = await lockFolder(folder);
  await first.release();
  const second = await lockFolder(folder);
  await second.release();
  expect(await readdir(root)).toEqual(["data"]);
});

test("a second opening in the same process is refused, also by another path", async () => {
  const lock = await lockFolder(folder);
  await symlink(folder, join(root, "link"));
  await expect(lockFolder(folder)).rejects.toThrow(FolderInUseError);
  await expect(lockFolder(join(root, "link"))).rejects.toThrow(
    `The data folder ${folder} is in use by process ${process.pid}. Stop it, or use another folder.`,
  );
  await lock.release();
});

test("of twenty starts at once after a kill -9 one wins, and the others name it", async () => {
  const killed = locker();
  expect(await killed.said).toBe("locked");
  killed.child.kill("SIGKILL");
  await killed.exit;
  const lockers = Array.from({ length: 20 }, locker);
  const said = await Promise.all(lockers.map((each) => each.said));
  const winners = lockers.filter((_, i) => said[i] === "locked");
  expect(winners).toHaveLength(1);
  expect(said.filter((text) => text.includes(`in use by process ${winners[0]?.child.pid}`))).toHaveLength(19);
  for (const { child } of lockers) child.stdin.end();
  await Promise.all(lockers.map((each) => each.exit));
});

test("of a hundred calls at once that find a dead owner one wins", async () => {
  await forge({ pid: process.pid, start: "another start", host: hostname() });
  const calls = await Promise.allSettled(Array.from({ length: 100 }, () => lockFolder(folder)));
  expect(calls.filter((call) => call.status === "fulfilled")).toHaveLength(1);
  expect((await readdir(root)).toSorted()).toEqual(["data", "data.lock"]);
});

test("a pid that another process has now does not hold the lock", async () => {
  await forge({ pid: process.pid, start: "another start", host: hostname() });
  await (await lockFolder(folder)).release();
});

test("a process on another machine holds the lock, for nobody here can tell", async () => {
  await forge({ pid: 1, start: "then", host: "elsewhere" });
  await expect(lockFolder(folder)).rejects.toThrow(
    `in use by process 1 on the machine elsewhere. Stop it, or use another folder, or delete ${folder}.lock if`,
  );
});

test("a lock that cannot be read counts as held", async () => {
  await forge({ pid: "?" });
  await expect(lockFolder(folder)).rejects.toThrow(FolderInUseError);
  expect(await readFile(join(`${folder}.lock`, "forged"), "utf8")).toBe('{"pid":"?"}');
});

test("a process that was killed and not yet collected by its parent is not running", async () => {
  // The shell never waits for its child, so the child stays a zombie.
  const parent = spawn("sh", ["-c", "sleep 60 & echo $!; exec sleep 60"]);
  const pid = Number(String((await once(parent.stdout, "data"))[0]));
  expect(processStart(pid)).toMatch(/\d/);
  process.kill(pid, "SIGKILL");
  await expect.poll(() => processStart(pid)).toBeUndefined();
  parent.kill("SIGKILL");
});
