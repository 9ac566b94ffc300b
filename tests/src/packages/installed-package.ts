import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const root = join(import.meta.dirname, "../../..");
const run = promisify(execFile);

/** The two newest majors. */
export const typescripts = { "typescript-7": "7.0.2", "typescript-6": "6.0.3" } as const;

/** A package of ours as a stranger has it: a tarball, and a folder outside of the workspace where npm installed it. */
export interface InstalledPackage {
  readonly tarball: string;
  /** Where programs are written that use it. */
  readonly folder: string;
}

/** Builds and packs packages/`name`, and installs it below `folder` with both compilers; `more` are npm's specifiers. */
export async function installPackage(
  name: string,
  folder: string,
  more: readonly string[] = [],
): Promise<InstalledPackage> {
  const packed = join(folder, "packed");
  const program = join(folder, "program");
  await mkdir(program, { recursive: true });
  const [pnpm = "npx", ...args] = process.env["npm_execpath"]?.includes("pnpm")
    ? [process.env["npm_execpath"]]
    : ["npx", "--yes", "pnpm@12.21.0"];
  const cwd = join(root, "packages", name);
  const { stdout } = await run(pnpm, [...args, "pack", "--json", "--pack-destination", packed], { cwd });
  const { filename } = JSON.parse(stdout.slice(stdout.indexOf("{"))) as { filename: string };
  const manifest = { name: "program", private: true, type: "module" };
  await writeFile(join(program, "package.json"), JSON.stringify(manifest));
  const compilers = Object.entries(typescripts).map(
    ([alias, version]) => `${alias}@npm:typescript@${version}`,
  );
  const quietly = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", "--loglevel=error"];
  await run("npm", ["install", ...quietly, filename, ...compilers, ...more], { cwd: program });
  return { tarball: filename, folder: program };
}

/** What a compiler has to say of programs in the folder, strictly and of every declaration: nothing, where all is well. */
export async function compile(
  folder: string,
  typescript: keyof typeof typescripts,
  programs: readonly string[],
): Promise<string> {
  const options = ["--strict", "--noEmit", "--module", "nodenext", "--target", "es2022", "--types", "node"];
  const tsc = join(folder, "node_modules", typescript, "bin/tsc");
  const args = [tsc, ...options, "--skipLibCheck", "false", ...programs];
  return run(process.execPath, args, { cwd: folder }).then(
    ({ stdout }) => stdout,
    (error: { readonly stdout: string }) => error.stdout,
  );
}
