import { execFile } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const script = join(import.meta.dirname, "../../../apps/evalboard/scripts/build-package.ts");
const run = promisify(execFile);

/** A package as a user has it. */
export interface InstalledPackage {
  readonly tarball: string;
  /** The program that npm has put in place. */
  readonly program: string;
  /** The folder of all that npm has installed. */
  readonly modules: string;
}

/** Builds and packs the package, and installs it below `folder` with npm, as anybody would. */
export async function installPackage(folder: string): Promise<InstalledPackage> {
  const out = join(folder, "built");
  await run(process.execPath, [script, "--quick", "--out", out]);
  const { stdout } = await run("npm", ["pack", "--silent", out], { cwd: folder });
  const tarball = join(folder, stdout.trim());
  await run("npm", ["install", "--prefer-offline", "--no-audit", "--prefix", folder, tarball], {
    cwd: folder,
  });
  const modules = join(folder, "node_modules");
  return { tarball, modules, program: join(modules, ".bin/evalboard") };
}

/** The bytes of all files below a folder. */
export async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async (file) => (await stat(join(file.parentPath, file.name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
