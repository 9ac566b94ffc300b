import { appendFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Env } from "../env.ts";
import type { Output } from "../output.ts";
import { writeFileWhole } from "../write-file-whole.ts";

/** Stands for standard output, where a file is asked for. */
export const STDOUT = "-";

/**
 * Writes a report to a file, whole or not at all, or to standard output for `-`. The summary of a GitHub job is one
 * file that each step adds to.
 */
export async function writeReport(
  path: string,
  text: string,
  { env, output }: { readonly env: Env; readonly output: Output },
): Promise<void> {
  const file = resolve(env.callerDir, path);
  if (path === STDOUT) output.stdout.write(text);
  else if (file === env.stepSummary) await appendFile(file, text);
  else await writeFileWhole(file, [text]);
}
