import { once } from "node:events";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { RecordingClient } from "@evalboard/client";
import type { SurveyOptions } from "@evalboard/importers";
import { Command } from "commander";
import type { CommandDeps } from "./command.ts";
import {
  addImportOptions,
  type ImportDeps,
  type ImportFlags,
  readerOf,
  onDifference,
  surveyOptions,
} from "./import/command.ts";
import { importFiles } from "./import/import-files.ts";
import { silent } from "./import/progress.ts";
import { findFiles, readSource, UnreadableFile } from "./import/read-source.ts";
import { describeFaults, describeReports, type FileReport } from "./import/report.ts";
import { teach } from "./help.ts";
import { formatJsonLine, writeLine, writeLines } from "./output.ts";

/** What the command works with. */
interface WatchCommandDeps extends Omit<CommandDeps<RecordingClient>, "exitWith"> {
  /** Where the wish to stop is heard: the process. */
  readonly signals: NodeJS.EventEmitter;
}

/** `evalboard watch DIR` */
export function watchCommand({ env, output, clientAt, signals }: WatchCommandDeps): Command {
  const command = new Command("watch")
    .description("import what appears in a folder, until Ctrl+C")
    .argument("<folder>", "the folder that evaluation tools write into")
    .option("--json", "print a JSON document a file, each on a line of its own");
  return teach(addImportOptions(command, env), lesson).action(
    async (folder: string, { url, json, ...flags }: ImportFlags & { readonly json?: true }) => {
      const stop = new AbortController();
      const stopped = Promise.race([once(signals, "SIGINT"), once(signals, "SIGTERM")]).then(() =>
        stop.abort(),
      );
      writeLine(output.stderr, `watching ${folder}; Ctrl+C stops it`);
      const reader = await readerOf(command, flags, { callerDir: env.callerDir, output });
      await watchFolder(folder, surveyOptions(flags), {
        survey: reader.survey,
        client: clientAt(url),
        serverUrl: url,
        read: ({ path }) => readSource(path, env.callerDir),
        progress: silent,
        onDifference: onDifference(flags),
        callerDir: env.callerDir,
        retries: { signal: stop.signal, tries: 2 },
        pause: (ms) => Promise.race([setTimeout(ms, true), stopped.then(() => false)]),
        onReport(report) {
          if (stop.signal.aborted) return;
          writeLines(output.stderr, describeFaults([report]));
          if (json) output.stdout.write(formatJsonLine(report));
          else writeLines(output.stdout, describeReports([report]));
        },
      });
    },
  );
}

const lesson = {
  about: `
A file goes in once it has not changed for a second, and again when it changes. While the server is away it waits.`,
  examples: [
    ["evalboard watch runs/", "what is there, and what appears"],
    ["evalboard watch logs/ --label nightly", "all of it with a label"],
  ],
  page: "docs/importing.md",
} as const;

/** What watching works with. */
interface WatchDeps extends ImportDeps {
  readonly callerDir: string;
  /** Waits; gives false where it is time to stop. */
  readonly pause: (ms: number) => Promise<boolean>;
  readonly onReport: (report: FileReport) => void;
}

const EVERY_MS = 1_000;
const MAX_WAIT_MS = 60_000;

/**
 * Imports what appears in a folder: each version of a file once, when it has not changed for a second. While the server
 * is away it waits, longer each time, up to a minute. Goes on until `pause` says that it is over.
 */
async function watchFolder(folder: string, options: SurveyOptions, deps: WatchDeps): Promise<void> {
  const done = new Map<string, string>();
  let before = new Map<string, string>();
  let failures = 0;
  do {
    const now = await versionsIn(folder, deps.callerDir);
    const settled = [...now].filter(
      ([path, version]) => before.get(path) === version && done.get(path) !== version,
    );
    before = now;
    const all = [...now.keys()].map((path) => ({ path, named: false }));
    for (const [path, version] of settled) {
      const reports = await importFiles([{ path, named: false }], options, deps, all);
      const away = reports.some(({ serverAway }) => serverAway);
      failures = away ? failures + 1 : 0;
      // Said once, not with every try.
      if (failures <= 1) reports.forEach(deps.onReport);
      if (away) break;
      done.set(path, version);
    }
  } while (await deps.pause(Math.min(EVERY_MS * 2 ** failures, MAX_WAIT_MS)));
}

/** What tells versions of each file apart. */
async function versionsIn(folder: string, callerDir: string): Promise<Map<string, string>> {
  const versions = new Map<string, string>();
  try {
    for (const { path } of await findFiles(folder, callerDir)) {
      const about = await stat(resolve(callerDir, path)).catch(() => null);
      if (about) versions.set(path, `${about.ino} ${about.size} ${about.mtimeMs}`);
    }
  } catch (error) {
    // Nothing is there yet.
    if (!(error instanceof UnreadableFile)) throw error;
  }
  return versions;
}
