import { chmod, cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { runCli } from "../harness/run-cli.ts";
import { useServer } from "../harness/use-server.ts";
import { runCommand, runNode } from "../harness/run-command.ts";

const root = join(import.meta.dirname, "../../..");
const examples = join(root, "examples");
const recorders = join(root, "packages/recorders");
const written = (name: string) => join(recorders, "fixtures/promptfoo", name);

const server = useServer();

const recorded = async (label: string) => {
  const { runs } = await server.client.runs.list.query({ label, sort: "startedAt", order: "asc" });
  return Promise.all(
    runs.map(async (run) => ({
      run,
      results: (await server.client.runs.results.query({ runId: run.id, whole: true })).results,
    })),
  );
};

const importing = async (...args: string[]) =>
  JSON.parse((await runCli(["import", "--json", ...args], { EVALBOARD_URL: server.url })).stdout);

describe("promptfoo's hook", () => {
  /** Calls the hook with what the real promptfoo handed over, where its database says when the evaluation was made. */
  const endEvaluation = async (env: Readonly<Record<string, string>>) => {
    const configDir = join(server.folder, "promptfoo");
    await mkdir(configDir, { recursive: true });
    const { evalId, metadata } = JSON.parse(await readFile(written("results.json"), "utf8"));
    const database = new DatabaseSync(join(configDir, "promptfoo.db"));
    database.exec("create table if not exists evals (id text primary key, created_at integer not null)");
    const insert = database.prepare("insert or replace into evals values (?, ?)");
    insert.run(evalId, Date.parse(metadata.evaluationCreatedAt));
    database.close();
    const script = `
      import { readFile } from "node:fs/promises";
      import { afterAll } from "@evalboard/recorders/promptfoo";
      await afterAll(JSON.parse(await readFile(process.argv[1], "utf8")), { hookName: "afterAll" });`;
    const args = ["--input-type=module", "-e", script, written("context.json")];
    return runNode(args, { cwd: join(root, "tests"), env: { PROMPTFOO_CONFIG_DIR: configDir, ...env } });
  };

  it("records the runs that an import of the evaluation's file would, which says then that they are there", async () => {
    const { code, stderr } = await endEvaluation({ EVALBOARD_URL: server.url, EVALBOARD_LABEL: "hook" });
    expect([code, stderr]).toEqual([0, expect.stringContaining("acme/clerk-1, capitals: recorded, ")]);
    expect(await importing(written("results.json"))).toMatchObject({
      imported: 0,
      alreadyThere: 4,
      failedFiles: 0,
    });
    const runs = await recorded("hook");
    expect(runs.map(({ run }) => `${run.model.name}, ${run.prompt.name}`).toSorted()).toEqual([
      "clerk-1, capitals",
      "clerk-1, capitals #2",
      "echo, capitals",
      "echo, capitals #2",
    ]);
    const clerk = runs.find(({ run }) => run.model.name === "clerk-1");
    expect(clerk?.run).toMatchObject({ tags: { team: "search" }, startedAt: "2026-11-29T16:38:43.876Z" });
    expect(clerk?.results.map(({ input, output, score, error }) => [input, output, score, error])).toEqual([
      ["France", "Paris", 1, null],
      ["Spain", "Paris", 0, null],
      ["Atlantis", null, null, "there is no such country"],
    ]);
  });

  it("lets the evaluation end as it does where the board is away, unless it has to be there", async () => {
    const away = { EVALBOARD_URL: "http://127.0.0.1:1" };
    const lenient = await endEvaluation(away);
    expect([lenient.code, lenient.stderr]).toEqual([
      0,
      expect.stringMatching(/^evalboard: not recorded: no answer from/m),
    ]);
    expect((await endEvaluation({ ...away, EVALBOARD_STRICT: "true" })).code).toBe(1);
  });
});

describe("the loop of the AI SDK", () => {
  it("records each answer with its latency and tokens, and a broken call as that", async () => {
    const env = { EVALBOARD_URL: server.url, EVALBOARD_LABEL: "ai-sdk" };
    const { code } = await runNode(["evaluate.ts"], { cwd: join(examples, "ai-sdk"), env });
    expect(code).toBe(0);
    const [one, ...others] = await recorded("ai-sdk");
    expect(others).toEqual([]);
    expect(one?.run).toMatchObject({
      model: { provider: "acme", name: "clerk-1" },
      source: "ai-sdk",
      status: "completed",
      passedItems: 1,
      erroredItems: 1,
      measuredItems: 2,
      costUsd: null,
    });
    expect(one?.results).toMatchObject([
      { itemKey: "France", output: "Paris", score: 1, inputTokens: 12, outputTokens: 2, costUsd: null },
      { itemKey: "Spain", output: "Paris", expected: "Madrid", score: 0 },
      { itemKey: "Atlantis", output: null, score: null, error: "Error: there is no such country" },
    ]);
  });
});

describe("the evalite example", () => {
  it("records what evalite wrote, and ends as evalite does", async () => {
    // In the place of evalite itself, which is too large for every clone: it writes what evalite 0.19 once wrote.
    const fixture = join(root, "packages/importers/fixtures/evalite/capitals.json");
    const bin = join(server.folder, "bin");
    await mkdir(bin);
    await writeFile(
      join(bin, "npx"),
      `#!/bin/sh\n[ "$*" = "evalite run --outputPath $4 --trial" ] && cp "${fixture}" "$4"; exit 3\n`,
    );
    await chmod(join(bin, "npx"), 0o755);
    const env = {
      PATH: [bin, process.env["PATH"]].join(delimiter),
      EVALBOARD_URL: server.url,
      EVALBOARD_LABEL: "evalite",
    };
    const { code } = await runNode(["record.ts", "--trial"], { cwd: join(examples, "evalite"), env });
    expect(code).toBe(3);
    expect((await recorded("evalite")).map(({ run }) => [run.dataset.name, run.totalItems])).toEqual([
      ["Capitals", 4],
      ["Without a scorer", 1],
    ]);
    expect(await importing(fixture, "--model", "acme/clerk-1")).toMatchObject({ alreadyThere: 2 });
  });
});

// Some 400 MB from the registry, so by hand: EVALBOARD_TEST_TOOLS=1, on Linux x64.
describe.skipIf(!process.env["EVALBOARD_TEST_TOOLS"])("the tools themselves", () => {
  const install = async (example: string, packages: readonly string[]) => {
    const folder = join(server.folder, `real-${example}`);
    await cp(join(examples, example), folder, { recursive: true });
    await writeFile(join(folder, "package.json"), '{ "type": "module", "private": true }');
    const args = ["install", ...packages, "--ignore-scripts", "--no-audit", "--no-fund"];
    // How npm reaches its registry is this machine's business.
    const env = process.env as Record<string, string>;
    const { code, stderr } = await runCommand("npm", args, { cwd: folder, env });
    expect(code, stderr).toBe(0);
    await mkdir(join(folder, "node_modules/@evalboard"), { recursive: true });
    await symlink(recorders, join(folder, "node_modules/@evalboard/recorders"));
    return folder;
  };

  it("promptfoo calls the hook, and its file is there already then", async () => {
    // With all that it may want it is 1.9 GB.
    const needed = [
      "--omit=optional",
      "promptfoo@0.123.1",
      "@libsql/linux-x64-gnu@0.5.29",
      "@esbuild/linux-x64@0.28.2",
    ];
    const folder = await install("promptfoo", needed);
    const env = {
      EVALBOARD_URL: server.url,
      EVALBOARD_LABEL: "promptfoo",
      HOME: folder,
      PROMPTFOO_DISABLE_TELEMETRY: "1",
      PROMPTFOO_DISABLE_UPDATE: "1",
    };
    const bin = "node_modules/promptfoo/dist/src/entrypoint.js";
    await runNode([bin, "eval", "-o", "results.json", "--no-cache", "--no-progress-bar"], {
      cwd: folder,
      env,
    });
    expect(await recorded("promptfoo")).toHaveLength(4);
    expect(await importing(join(folder, "results.json"))).toMatchObject({ imported: 0, alreadyThere: 4 });
  });

  it("evalite's run is recorded when it ends", async () => {
    const folder = await install("evalite", ["evalite@0.19.0", "vitest@4.1.12"]);
    const env = { EVALBOARD_URL: server.url, EVALBOARD_LABEL: "evalite itself", HOME: folder };
    const { code, stderr } = await runNode(["record.ts"], { cwd: folder, env });
    expect([code, stderr]).toEqual([1, expect.stringContaining("acme/clerk-1, capitals: recorded, ")]);
    const [one] = await recorded("evalite itself");
    expect(one?.results.map(({ input, score, error }) => [input, score, error !== null])).toEqual([
      ["France", 1, false],
      ["Spain", 0, false],
      ["Atlantis", null, true],
    ]);
  });
});
