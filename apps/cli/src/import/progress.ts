import { progress } from "@clack/prompts";
import { formatCount, formatCounted } from "@evalboard/format";
import type { ImportedRun } from "@evalboard/importers";
import { ExitCode } from "../command.ts";
import { counted, type Output, printable, writeLine } from "../output.ts";

/** Hears how an import goes on. A file is opened, read through, sent, and done with; it may be done with at any time. */
export interface Progress {
  /** `bytes` is the file's size. */
  fileOpened(file: string, bytes: number): void;
  /** So many more of the file that was opened last. */
  bytesRead(bytes: number): void;
  fileRead(file: string, runs: readonly ImportedRun[]): void;
  /** So many more of the file's results. */
  resultsSent(results: number): void;
  fileDone(): void;
}

/** For who says nothing on the way. */
export const silent: Progress = {
  fileOpened: () => {},
  bytesRead: () => {},
  fileRead: () => {},
  resultsSent: () => {},
  fileDone: () => {},
};

/** A bar for each file on a terminal; elsewhere, as in the log of a job, and beside JSON a line now and then. */
export function showProgress({ stderr }: Output, json = false, now = () => performance.now()): Progress {
  return stderr.isTTY && !json ? bars(stderr) : lines(stderr, now);
}

/** A smaller file is read before anybody could look: a bar would only flicker. */
const LARGE_BYTES = 4 * 1_024 * 1_024;

/** The bar keeps SIGINT and SIGTERM from ending the process. */
const onCancel = () => process.exit(ExitCode.interrupted);

function bars(output: Output["stderr"]): Progress {
  let bar: ReturnType<typeof progress> | null = null;
  const clear = () => {
    bar?.clear();
    bar = null;
  };
  const open = (max: number, words: string) => {
    clear();
    bar = progress({ max, output, onCancel });
    bar.start(printable(words));
  };
  return {
    fileOpened(file, bytes) {
      if (bytes >= LARGE_BYTES) open(bytes, `${file}: reading ${formatMegabytes(bytes)}`);
    },
    bytesRead: (bytes) => bar?.advance(bytes),
    fileRead: (file, runs) => open(resultsOf(runs), `${file}: sending ${counted(runs.length, "run")}`),
    resultsSent: (results) => bar?.advance(results),
    fileDone: clear,
  };
}

/** Least time between two lines, and before the first word of a file that is still being read. */
const EVERY_MS = 5_000;

function lines(output: Output["stderr"], now: () => number): Progress {
  let saidAt = Number.NEGATIVE_INFINITY;
  let said = { file: "", total: 0, done: 0 };
  const isDue = () => now() - saidAt >= EVERY_MS;
  const say = (text: string) => {
    saidAt = now();
    writeLine(output, text);
  };
  const advance = (by: number, words: (done: number, total: number) => string) => {
    said = { ...said, done: said.done + by };
    if (isDue()) say(`${said.file}: ${words(said.done, said.total)}`);
  };
  let isFirst = true;
  return {
    fileOpened(file, total) {
      said = { file, total, done: 0 };
      if (isFirst) saidAt = now();
    },
    bytesRead(bytes) {
      advance(
        bytes,
        (done, total) => `read ${formatShare(done, total)} of ${formatMegabytes(Math.max(done, total))}`,
      );
    },
    fileRead(file, runs) {
      said = { file, total: resultsOf(runs), done: 0 };
      if (isFirst || isDue()) say(`${file}: sending ${counted(runs.length, "run")}`);
      isFirst = false;
    },
    resultsSent(results) {
      advance(results, (done, total) => `sent ${formatCount(done)} of ${formatCounted(total, "result")}`);
    },
    fileDone: () => {},
  };
}

const resultsOf = (runs: readonly ImportedRun[]) => runs.reduce((sum, { results }) => sum + results, 0);

const formatMegabytes = (bytes: number) => `${formatCount(Math.max(1, Math.round(bytes / 1e6)))} MB`;

/** In whole percent, and never beyond all of it: some formats read a part twice. */
const formatShare = (done: number, total: number) =>
  `${Math.min(100, Math.floor((100 * done) / Math.max(1, total)))}%`;
