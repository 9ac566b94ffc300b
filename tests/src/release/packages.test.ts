import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";

const repository = join(import.meta.dirname, "../../..");
const manifests = globSync("{apps,examples,packages}/*/package.json", { cwd: repository }).map((path) => ({
  folder: join(repository, dirname(path)),
  manifest: JSON.parse(readFileSync(join(repository, path), "utf8")),
}));
const published = manifests.filter(({ manifest }) => manifest.private !== true);
const names = published.map(({ manifest }) => manifest.name);

it("all packages have one version, whoever says it", () => {
  expect(names).toContain("@evalboard/react");
  expect(new Set(manifests.map(({ manifest }) => manifest.version)).size).toBe(1);
});

it.each(published)(
  "$manifest.name says what it is, on what it runs, and what has changed",
  ({ folder, manifest }) => {
    const { description, keywords, license, engines } = manifest;
    expect(description).toMatch(/\.$/);
    expect(keywords).toContain("evaluation");
    expect([license, typeof engines.node]).toEqual(["MIT", "string"]);
    const changelog = readFileSync(join(folder, "CHANGELOG.md"), "utf8");
    expect(changelog).toMatch(`# ${manifest.name}\n`);
    expect(changelog).toContain(`## ${manifest.version}\n`);
    expect(existsSync(join(folder, "README.md"))).toBe(true);
  },
);

it.each(published)("$manifest.name needs nothing of ours that others cannot install", ({ manifest }) => {
  const needed = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  expect(needed.filter((name) => name.startsWith("@evalboard/") && !names.includes(name))).toEqual([]);
});
