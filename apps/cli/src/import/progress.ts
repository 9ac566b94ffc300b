import { progress } from "@clack/prompts";
import type { ImportedRun } from "@evalboard/importers";
import { ExitCode } from "../command.ts";
import { counted, type Output, printable, writeLine } from "../output.ts";

/** Hears how an import goes on. */
export interface Progress {
  fileRead(file: string, runs: readonly ImportedRun[]): void;
  resultsSent(results: number): void;
  fileDone(): void;
}

/** A bar for each file on a terminal, a line for each elsewhere and beside JSON. */
export function showProgress({ stderr }: Output, json = false): Progress {
  return stderr.isTTY && !json ? bars(stderr) : lines(stderr);
}

/** The bar keeps SIGINT and SIGTERM from ending the process. */
const onCancel = () => process.exit(ExitCode.interrupted);

function bars(output: Output["stderr"]): Progress {
  let bar: ReturnType<typeof progress> | null = null;
  return {
    fileRead(file, runs) {
      bar = progress({ max: runs.reduce((sum, { results }) => sum + results, 0), output, onCancel });
      bar.start(printable(file));
    },
    resultsSent: (results) => bar?.advance(results),
    fileDone: () => bar?.clear(),
  };
}

function lines(output: Output["stderr"]): Progress {
  return {
    fileRead: (file, runs) => writeLine(output, `${file}: sending ${counted(runs.length, "run")}`),
    resultsSent: () => {},
    fileDone: () => {},
  };
}
