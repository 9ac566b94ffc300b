import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

const repository = join(import.meta.dirname, "../../..");
const read = (path: string) => readFileSync(join(repository, path), "utf8");

const Needs = z.record(z.string(), z.string()).default({});
const Resolved = z.record(z.string(), z.object({ version: z.string() })).default({});
const Lockfile = z.object({
  importers: z.record(
    z.string(),
    z.object({ dependencies: Resolved, optionalDependencies: Resolved, devDependencies: Resolved }),
  ),
  snapshots: z.record(z.string(), z.object({ dependencies: Needs, optionalDependencies: Needs })),
});

const lockfile = Lockfile.parse(parse(read("pnpm-lock.yaml")));

/** Folders of what is published, and of what is built into it. */
const published = ["apps/evalboard", "apps/web", "packages/client", "packages/react", "packages/recorders"];

/** The names of all packages of others that are part of what is published, or are installed beside it. */
function productionDependencies(): string[] {
  const names = new Set<string>();
  const seen = new Set<string>();
  const followFolder = (folder: string): void => {
    if (seen.has(folder)) return;
    seen.add(folder);
    const { dependencies, optionalDependencies, devDependencies } = lockfile.importers[folder]!;
    // The program has our own packages built in, and so only needs them to be built.
    const builtIn = Object.entries(devDependencies).filter(
      ([name]) => folder === "apps/evalboard" && name.startsWith("@evalboard/"),
    );
    for (const [name, { version }] of [
      ...Object.entries({ ...dependencies, ...optionalDependencies }),
      ...builtIn,
    ]) {
      if (version.startsWith("link:")) followFolder(join(folder, version.slice("link:".length)));
      else followPackage(name, version);
    }
  };
  const followPackage = (name: string, version: string): void => {
    // One that is installed under another name says its own.
    const key = `${name}@${version}` in lockfile.snapshots ? `${name}@${version}` : version;
    if (seen.has(key)) return;
    seen.add(key);
    names.add(key.replace(/(?<=.)@.*$/, ""));
    const { dependencies, optionalDependencies } = lockfile.snapshots[key]!;
    for (const [inner, at] of Object.entries({ ...dependencies, ...optionalDependencies }))
      followPackage(inner, at);
  };
  for (const folder of published) followFolder(folder);
  return [...names].toSorted();
}

/** The names of all packages here that would run a script when they are installed. */
function packagesWithScripts(): string[] {
  const manifests = globSync("node_modules/.pnpm/*/node_modules/{*,@*/*}/package.json", { cwd: repository });
  const names = manifests.flatMap((path) => {
    const { name, scripts = {} } = JSON.parse(read(path)) as {
      name: string;
      scripts?: Record<string, string>;
    };
    const isScripted =
      ["preinstall", "install", "postinstall"].some((script) => script in scripts) ||
      existsSync(join(repository, path, "../binding.gyp"));
    return isScripted ? [name] : [];
  });
  return [...new Set(names)].toSorted();
}

const LIST = "packaging/dependencies.txt";
const PUBLISHED = "Part of what is published, or installed beside it";
const SCRIPTED =
  "Would run a script when they are installed: blocked, but for those that pnpm-workspace.yaml allows";

if (process.env["DEPENDENCIES"] === "write") {
  const section = (heading: string, names: readonly string[]) => `# ${heading}\n\n${names.join("\n")}\n`;
  const text = `${section(PUBLISHED, productionDependencies())}\n${section(SCRIPTED, packagesWithScripts())}`;
  writeFileSync(join(repository, LIST), text);
}

/** The names in a section of the committed list. */
const listed = (heading: string) => {
  const section = read(LIST)
    .split(/^# /m)
    .find((text) => text.startsWith(`${heading}\n`));
  return section!
    .split("\n")
    .slice(1)
    .filter((line) => line !== "");
};

const how = `a new package is looked at, and then listed: DEPENDENCIES=write with this test writes ${LIST}`;

it("every package that is part of what is published is listed by name", () => {
  expect(listed(PUBLISHED), how).toEqual(productionDependencies());
});

it("every package that would run a script when it is installed is listed, and none of them that is published runs it", () => {
  const scripted = packagesWithScripts();
  expect(listed(SCRIPTED), how).toEqual(expect.arrayContaining(scripted));
  const { allowBuilds } = z
    .object({ allowBuilds: z.record(z.string(), z.boolean()) })
    .parse(parse(read("pnpm-workspace.yaml")));
  const installed = new Set(productionDependencies());
  expect(Object.keys(allowBuilds).filter((name) => allowBuilds[name] && installed.has(name))).toEqual([]);
});
