import { execFile } from "node:child_process";
import { globSync } from "node:fs";
import { access, constants, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const require = createRequire(import.meta.url);
const repository = join(import.meta.dirname, "../../..");
const workflows = globSync(join(repository, ".github/workflows/*.yml"));
const readText = (path: string) => readFile(join(repository, path), "utf8");

describe.each(workflows.map((path) => [basename(path), path]))("%s", (_name, path) => {
  it("is a workflow as the host's schema has it", async () => {
    const validator = require.resolve("@action-validator/cli/cli.mjs");
    // Where it is not one, it says why and ends with 1.
    await promisify(execFile)(process.execPath, [validator, path]);
  });

  it("runs nothing that there is not, by the pnpm that a person is told to take", async () => {
    const workflow = await readFile(path, "utf8");
    const { scripts } = JSON.parse(await readText("package.json"));
    const [, pnpm] = /npx --yes pnpm@(\S+) test/.exec(await readText("README.md"))!;
    const commands = [...workflow.matchAll(/npx (?:--yes )?(\S+) (\S+)/g)];
    expect(commands).not.toEqual([]);
    for (const [, tool, script] of commands) {
      expect(tool).toBe(`pnpm@${pnpm}`);
      expect(Object.keys(scripts)).toContain(script);
    }
    for (const [, file] of workflow.matchAll(/run: (\S*\/\S+)/g)) {
      await access(join(repository, file!), constants.X_OK);
    }
  });

  it("takes actions of others by their major version", async () => {
    const uses = [...(await readFile(path, "utf8")).matchAll(/uses: (\S+)/g)].map(([, action]) => action);
    expect(uses).not.toEqual([]);
    for (const action of uses) expect(action).toMatch(/^[\w-]+\/[\w-]+@v\d+$/);
  });
});

it("a pull request and a release have passed the same gate", async () => {
  expect(workflows.map((path) => basename(path))).toEqual(["ci.yml", "release.yml"]);
  for (const path of workflows) expect(await readFile(path, "utf8")).toContain("run: .ci/run\n");
});
