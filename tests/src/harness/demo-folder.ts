import { existsSync } from "node:fs";
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import { startServer } from "./start-server.ts";
import { tempDir } from "./temp-dir.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the demo lies that all files share; empty, until one of them needs it. */
    demoFolder: string;
  }
}

/** Makes room for the demo before all files, and takes it away after them. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await tempDir();
  project.provide("demoFolder", folder.path);
  return async () => await folder[Symbol.asyncDispose]();
}

/** Puts the demo's data where a server that is started in `cwd` finds them; the first to ask makes them, which takes long. */
export async function copyDemo(cwd: string): Promise<void> {
  const folder = inject("demoFolder");
  const demo = join(folder, "demo");
  const made = join(folder, "made");
  while (!existsSync(made)) {
    // Only who makes the folder is told its path.
    if ((await mkdir(demo, { recursive: true })) !== undefined) {
      await makeDemo(demo);
      await writeFile(made, "");
    } else {
      await sleep(200);
    }
  }
  await cp(demo, cwd, { recursive: true });
}

async function makeDemo(cwd: string): Promise<void> {
  try {
    await using server = await startServer({ command: "demo", cwd });
    await server.stop("SIGTERM");
  } catch (error) {
    await rm(cwd, { recursive: true });
    throw error;
  }
}
