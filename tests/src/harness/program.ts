import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import { bundle } from "../../../apps/evalboard/scripts/bundle.ts";
import { tempDir } from "./temp-dir.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The path of `evalboard`, bundled as the package is. */
    program: string;
  }
}

const repository = join(import.meta.dirname, "../../..");

/** Bundles `evalboard` before all files: what users start, and it starts in two thirds of the sources' processor time. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await tempDir();
  const files = join(folder.path, "files");
  await mkdir(files);
  await bundle(folder.path);
  // Beside it lies what the package brings, but the demo, which the sources fill.
  const links = {
    node_modules: "apps/evalboard/node_modules",
    "files/web": "apps/web/dist",
    "files/report.html": "apps/web/dist/.report/report.html",
    "files/help-desk.json": "packages/demo/files/help-desk.json",
    "files/evalboard.service": "packaging/evalboard.service",
  };
  await writeFile(join(folder.path, "package.json"), `{ "type": "module" }`);
  for (const [link, to] of Object.entries(links))
    await symlink(join(repository, to), join(folder.path, link));
  project.provide("program", join(folder.path, "lib/evalboard.js"));
  return async () => await folder[Symbol.asyncDispose]();
}

/** The program as it is started in the repository. */
export const sources = join(repository, "apps/evalboard/src/main.ts");

/** The program that tests start; outside of them, as in a benchmark, its sources. */
export const program = (): string => (process.env["VITEST"] ? inject("program") : sources);
