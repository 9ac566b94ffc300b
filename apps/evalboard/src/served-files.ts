import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
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

const REPORT_PAGE = "report.html";

/** The page of `evalboard report`; in the repository as `pnpm build:web` left it. Throws where it is not there. */
export function readReportPage(): Promise<string> {
  const built = join(import.meta.dirname, "../../web/dist/.report");
  return readFile(join(existsSync(folder) ? folder : built, REPORT_PAGE), "utf8");
}
