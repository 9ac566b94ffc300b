import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createClient } from "@evalboard/client";
import type { StatsReport } from "@evalboard/contract";
import { story } from "@evalboard/demo";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import about from "../../../apps/evalboard/package.json" with { type: "json" };
import { type InstalledPackage, installPackage, sizeOf } from "../harness/install-package.ts";
import { runCli } from "../harness/run-cli.ts";
import { runNode } from "../harness/run-command.ts";
import { startServer } from "../harness/start-server.ts";
import { tempDir } from "../harness/temp-dir.ts";
import { useBrowser } from "../harness/use-browser.ts";

const fixture = join(import.meta.dirname, "../../../packages/importers/fixtures/promptfoo/capitals.json");
const DAY_MS = 86_400_000;
const MEGABYTE = 1_000_000;

/** Outside the repository: what the package lacks is not found by chance. */
let folder: Awaited<ReturnType<typeof tempDir>>;
let installed: InstalledPackage;
const evalboard = (args: readonly string[], env?: Record<string, string>) =>
  runCli(args, env, installed.program);

// Building fills a demo, and starting it fills another: some minutes on a busy machine, so by hand: EVALBOARD_TEST_TOOLS=1.
const isWanted = process.env["EVALBOARD_TEST_TOOLS"] !== undefined;

beforeAll(async () => {
  if (!isWanted) return;
  folder = await tempDir();
  installed = await installPackage(folder.path);
}, 600_000);
afterAll(() => (isWanted ? folder[Symbol.asyncDispose]() : undefined));

describe.runIf(isWanted)("the package", () => {
  it("has no fault that publint finds", async () => {
    const tarball = new Uint8Array(await readFile(installed.tarball)).buffer;
    expect((await publint({ pack: { tarball } })).messages).toEqual([]);
  });

  it("needs PGlite alone, and less than 120 MB with it", async () => {
    expect((await readdir(installed.modules)).filter((name) => !name.startsWith("."))).toEqual([
      "@electric-sql",
      "evalboard",
    ]);
    expect(await sizeOf(installed.modules)).toBeLessThan(120 * MEGABYTE);
  });

  it("names who made what is bundled, of the server and of the web app", async () => {
    const notices = await readFile(join(installed.modules, "evalboard/THIRD-PARTY-NOTICES.md"), "utf8");
    for (const name of ["fastify", "@mikro-orm/core", "commander", "hyparquet", "react", "chart.js"]) {
      expect(notices).toMatch(new RegExp(`^## (.*, )?${name} \\d`, "m"));
    }
    expect(notices).not.toContain("@evalboard/");
  });

  it("tells its version, teaches, and says what is wrong", async () => {
    expect(await evalboard(["--version"])).toEqual({ code: 0, stdout: `${about.version}\n`, stderr: "" });
    expect((await evalboard(["--help"])).stdout).toMatch(/First steps:\n {2}evalboard demo /);
    expect(await evalboard([])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("Usage: evalboard"),
    });
    expect(await evalboard(["improt"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("unknown command 'improt'"),
    });
  });

  it("tells a Node that is too old what is needed, before it reads anything else", async () => {
    // What a guard must stand before cannot run on an old Node; here this one says that it is old.
    const pretend = `data:text/javascript,Object.defineProperty(process.versions,"node",{value:"20.20.2"})`;
    const outcome = await runNode(["--import", pretend, installed.program, "demo"]);
    expect(outcome).toEqual({
      code: 1,
      stdout: "",
      stderr: "EvalBoard needs Node 22.19 or newer, yours is 20.20.2.\n",
    });
  });
});

describe.runIf(isWanted)("an installed demo", () => {
  const browser = useBrowser();

  it("is a board of today with its story, in a browser too, and leaves nothing running", async () => {
    await using cwd = await tempDir();
    await using server = await startServer({ command: "demo", cwd: cwd.path, program: installed.program });
    const client = createClient({ url: server.url });

    // Its facts are still being built: on a busy machine the first board may not come within its time.
    const boardOf = () => client.stats.get.query("30d");
    let board: StatsReport | undefined;
    await expect.poll(async () => (board = await boardOf())).toBeDefined();
    const { summary, answers, firstCompletedAt } = board!;
    expect(summary.runs).toBeGreaterThan(500);
    expect(answers.models).toMatchObject({ state: "leads", subject: { name: story.strongModel.model } });
    expect(answers.prompts).toMatchObject({
      state: "improved",
      subject: { name: story.helpfulChange.prompt },
    });
    const age = (Date.now() - Date.parse(firstCompletedAt!)) / DAY_MS;
    expect(age).toBeGreaterThan(story.days - 2);
    expect(age).toBeLessThan(story.days + 8);

    const { runs } = await client.runs.list.query({ limit: 100 });
    for (const { startedAt, id } of runs) {
      expect(Date.parse(startedAt)).toBeLessThanOrEqual(Date.now());
      const { externalId } = await client.runs.get.query({ runId: id });
      if (externalId.startsWith("demo/")) expect(externalId).toContain(startedAt.slice(0, 10));
    }
    expect(Date.now() - Date.parse(runs[0]!.startedAt)).toBeLessThan(2 * DAY_MS);

    const { page, faults } = await browser.open(`${server.url}/?period=30d`);
    await page
      .getByRole("region", { name: "Summary" })
      .getByText(summary.runs.toLocaleString("en-US"))
      .waitFor();
    expect(faults).toEqual([]);

    expect(await server.stop("SIGTERM")).toBe(0);
    expect(await readdir(cwd.path)).toEqual([".evalboard-demo"]);
  });
});

describe.runIf(isWanted)("an installed board", () => {
  it("starts empty in an empty folder, takes a file, and says what is on it", async () => {
    await using cwd = await tempDir();
    await using server = await startServer({ cwd: cwd.path, program: installed.program });
    const env = { EVALBOARD_URL: server.url };
    expect(existsSync(join(cwd.path, ".evalboard"))).toBe(true);

    const imported = await evalboard(["import", fixture], env);
    expect(imported).toMatchObject({ code: 0, stdout: expect.stringContaining("4 runs imported") });
    const stats = await evalboard(["stats", "all", "--json"], env);
    expect(JSON.parse(stats.stdout)).toMatchObject({ summary: { runs: expect.any(Number) } });

    const page = await fetch(server.url);
    const asset = /\/assets\/[^"]+\.js/.exec(await page.text())?.[0];
    expect((await fetch(`${server.url}${asset}`)).headers.get("content-type")).toContain("javascript");
    expect(await server.stop("SIGTERM")).toBe(0);
  });
});
