import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import type { RecordingClient } from "@evalboard/client";
import { Command } from "commander";
import type { Env } from "../env.ts";
import { addImportOptions, type ImportFlags } from "../import/import-options.ts";
import { describeFaults, describeReports } from "../import/describe-reports.ts";
import { readSource } from "../import/read-source.ts";
import { writeLine, type Output } from "../output.ts";
import { watchFolder } from "./watch-folder.ts";

/** What the command works with. */
export interface WatchCommandDeps {
  readonly env: Env;
  readonly output: Output;
  readonly clientAt: (serverUrl: string) => RecordingClient;
  /** Where the wish to stop is heard: the process. */
  readonly signals: NodeJS.EventEmitter;
}

const silent = { fileRead: () => {}, resultsSent: () => {}, fileDone: () => {} };

/** `evalboard watch DIR` */
export function watchCommand({ env, output, clientAt, signals }: WatchCommandDeps): Command {
  const command = new Command("watch")
    .description("import what appears in a folder, until Ctrl+C")
    .argument("<folder>", "the folder that evaluation tools write into");
  return addImportOptions(command, env).action(async (folder: string, { url, ...options }: ImportFlags) => {
    const stop = new AbortController();
    const stopped = Promise.race([once(signals, "SIGINT"), once(signals, "SIGTERM")]).then(() =>
      stop.abort(),
    );
    writeLine(output.stderr, `watching ${folder}; Ctrl+C stops it`);
    await watchFolder(folder, options, {
      client: clientAt(url),
      serverUrl: url,
      read: ({ path }) => readSource(path, env.callerDir),
      progress: silent,
      callerDir: env.callerDir,
      retries: { signal: stop.signal, tries: 2 },
      pause: (ms) => Promise.race([setTimeout(ms, true), stopped.then(() => false)]),
      onReport(report) {
        if (stop.signal.aborted) return;
        for (const line of describeFaults([report])) writeLine(output.stderr, line);
        for (const line of describeReports([report])) writeLine(output.stdout, line);
      },
    });
  });
}
