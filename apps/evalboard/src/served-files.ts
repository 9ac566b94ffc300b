import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ServedFiles } from "@evalboard/api/start";

/** The folder of what the package brings beside its code; `scripts/build-package.ts` fills it. */
const folder = join(import.meta.dirname, "../files");

/** The files of the installed package; in the repository, where there is no such folder, each lies in its own room. */
export function servedFiles(): ServedFiles {
  if (!existsSync(folder)) return {};
  return {
    webRoot: join(folder, "web"),
    demoFile: join(folder, "help-desk.json"),
    demoArchive: join(folder, "demo.tar.zst"),
  };
}
