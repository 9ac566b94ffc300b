import { existsSync } from "node:fs";
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import { sources } from "./program.ts";
import { startServer } from "./start-server.ts";
import { tempDir } from "./temp-dir.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the boards lie that all files begin with; empty, until one of them needs one. */
    boardsFolder: string;
  }
}

/** An empty board, or the demo. */
export type BoardKind = "start" | "demo";

/** Makes room for the boards before all files, and takes them away after them. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await tempDir();
  project.provide("boardsFolder", folder.path);
  return async () => await folder[Symbol.asyncDispose]();
}

/**
 * A folder of the test's own with a board in it, which a server finds that is started there. The first to ask makes the board,
 * which takes long: a new database is seconds of work, and a copy of one hardly any.
 */
export async function boardDir(kind: BoardKind = "start"): ReturnType<typeof tempDir> {
  const folder = await tempDir();
  await copyBoard(kind, folder.path);
  return folder;
}

async function copyBoard(kind: BoardKind, cwd: string): Promise<void> {
  const folder = inject("boardsFolder");
  const board = join(folder, kind);
  const made = join(folder, `made-${kind}`);
  while (!existsSync(made)) {
    // Only who makes the folder is told its path.
    if ((await mkdir(board, { recursive: true })) !== undefined) {
      await makeBoard(kind, board);
      await writeFile(made, "");
    } else {
      await sleep(200);
    }
  }
  await cp(board, cwd, { recursive: true });
}

async function makeBoard(command: BoardKind, cwd: string): Promise<void> {
  try {
    await using server = await startServer({ command, cwd, program: sources });
    await server.stop("SIGTERM");
  } catch (error) {
    await rm(cwd, { recursive: true });
    throw error;
  }
}
