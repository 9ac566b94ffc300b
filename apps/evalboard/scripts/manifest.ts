import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { z } from "zod";

const Version = z.object({ version: z.string() });

const Source = z.object({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  keywords: z.array(z.string()),
  license: z.string(),
  engines: z.object({ node: z.string() }),
  dependencies: z.record(z.string(), z.string()),
});

/** The package.json of the installed package, from that of the repository: dependencies at the versions that are installed here. */
export async function manifest(): Promise<string> {
  const source = Source.parse(await readJson(join(import.meta.dirname, "../package.json")));
  const versions = Object.keys(source.dependencies).map(async (name) => [name, await versionOf(name)]);
  const { name, version, description, keywords, license, engines } = source;
  const packed = {
    name,
    version,
    description,
    keywords,
    license,
    type: "module",
    bin: { evalboard: "./lib/evalboard.js" },
    // A program: nothing is to be imported from it.
    exports: {},
    files: ["lib", "files", "THIRD-PARTY-NOTICES.md"],
    engines,
    dependencies: Object.fromEntries(await Promise.all(versions)),
  };
  return `${JSON.stringify(packed, null, 2)}\n`;
}

/** Exactly: a data folder must be opened by one version of PGlite. */
async function versionOf(name: string): Promise<string> {
  const paths = createRequire(import.meta.url).resolve.paths(name) ?? [];
  for (const path of paths) {
    const found = await readJson(join(path, name, "package.json")).catch(() => undefined);
    if (found !== undefined) return Version.parse(found).version;
  }
  throw new Error(`${name} is not installed`);
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, "utf8"));
}
