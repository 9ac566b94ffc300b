import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, it } from "vitest";
import about from "../package.json" with { type: "json" };

const main = join(import.meta.dirname, "main.ts");

function evalboard(args: readonly string[], variables: Record<string, string> = {}) {
  const { PATH = "" } = process.env;
  return spawnSync("node", [main, ...args], {
    encoding: "utf8",
    env: { PATH, ...variables },
    cwd: import.meta.dirname,
  });
}

it("gives its exit code to the shell, and its reasons to standard error", () => {
  const { status, stdout, stderr } = evalboard(["import", "no-such-file.json"]);
  expect(status).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toBe("no-such-file.json: there is no such file\n");
});

it("keeps its exit code where nobody reads to the end", async () => {
  const child = spawn("node", [main, "--help"], { env: { PATH: process.env["PATH"] } });
  child.stdout.destroy();
  let stderr = "";
  child.stderr.on("data", (chunk) => (stderr += String(chunk)));
  expect([...(await once(child, "close")), stderr]).toEqual([0, null, ""]);
});

it("refuses a wrong setting", () => {
  const { status, stderr } = evalboard(["import", "a.json"], { EVALBOARD_URL: "board" });
  expect(status).toBe(2);
  expect(stderr).toBe("EVALBOARD_URL must be the server's address, such as http://127.0.0.1:4400\n");
});

it("starts no server with a wrong setting", () => {
  const { status, stdout, stderr } = evalboard(["start", "--port", "0"], { EVALBOARD_TIME_ZONE: "Berlin" });
  expect([status, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/^Settings that are wrong:\n {2}EVALBOARD_TIME_ZONE: /);
});

it("tells the version of the package", () => {
  expect(evalboard(["--version"]).stdout).toBe(`${about.version}\n`);
});
