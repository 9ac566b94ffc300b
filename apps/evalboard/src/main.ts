import type { BoardFiles } from "@evalboard/cli/backups";
import type { Boards } from "@evalboard/cli/board-commands";
import { runCommandLine } from "@evalboard/cli/run";
import about from "../package.json" with { type: "json" };
import { readReportPage, servedFiles } from "./served-files.ts";

// The server is loaded by the commands that need it alone: the others start in a fraction of its time.
const boards: Boards = {
  async start(settings, { changeTimeZone }) {
    const { startBoard } = await import("@evalboard/api/start");
    await startBoard(settings, { files: servedFiles(), changeTimeZone });
  },
  async demo(settings) {
    const { startDemo } = await import("@evalboard/api/start");
    await startDemo(settings, servedFiles());
  },
};

const backups = () => import("@evalboard/api/backups");
const files: BoardFiles = {
  backup: async (file, settings) => (await backups()).backupHere(file, settings),
  check: async (file) => (await backups()).checkFile(file),
  restore: async (file, replace, settings) => (await backups()).restoreHere(file, replace, settings),
  move: async (to, settings) => (await backups()).moveHere(to, settings),
};

await runCommandLine({ version: about.version, boards, files, reportPage: readReportPage });
