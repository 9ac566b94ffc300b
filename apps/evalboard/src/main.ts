import type { Boards } from "@evalboard/cli/board-commands";
import { runCommandLine } from "@evalboard/cli/run";
import about from "../package.json" with { type: "json" };
import { servedFiles } from "./served-files.ts";

// The server is loaded by those two commands alone: the others start in a fraction of its time.
const boards: Boards = {
  async start(settings) {
    const { startBoard } = await import("@evalboard/api/start");
    await startBoard(settings, servedFiles());
  },
  async demo(settings) {
    const { startDemo } = await import("@evalboard/api/start");
    await startDemo(settings, servedFiles());
  },
};

await runCommandLine({ version: about.version, boards });
