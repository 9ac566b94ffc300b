import type { DifferingRun, OnDifference, RecordedRun } from "@evalboard/client";
import { useCallback, useEffect, useReducer, useRef } from "react";
import { trpc } from "../kit/trpc.ts";

/** What the person who imports says of the files, beside what they say themselves. */
export type Said = Readonly<
  Partial<Record<"model" | "dataset" | "prompt" | "label" | "scorer" | "filter" | "metric", string>>
>;

/** A run that a file holds. */
export interface FoundRun {
  readonly externalId: string;
  readonly model: string;
  readonly dataset: string;
  readonly prompt: string;
  readonly results: number;
  readonly hasFailed: boolean;
}

/** What is in a file; `note` of one that is read with others and holds no run, `error` of one that cannot be used. */
export type Survey =
  | {
      readonly kind: "found";
      readonly format: string;
      readonly runs: readonly FoundRun[];
      readonly warnings: readonly string[];
    }
  | { readonly kind: "note" | "error"; readonly text: string };

/** What became of a run that was sent. */
export type Sent =
  | Pick<RecordedRun, "status" | "runId" | "described" | "scored">
  | Pick<DifferingRun, "status" | "runId" | "described" | "differences">
  | { readonly status: "refused"; readonly error: string };

export type ToWorker =
  | { readonly type: "survey"; readonly files: readonly File[]; readonly said: Said }
  | { readonly type: "send"; readonly url: string; readonly settled?: Settled };

/** What is to become of a run that is there and holds something else. */
export interface Settled {
  readonly file: number;
  readonly run: number;
  readonly onDifference: Exclude<OnDifference, "report">;
}

/** `file` and `run` are indexes in what was asked for and found. */
export type FromWorker =
  | { readonly type: "surveyed"; readonly file: number; readonly survey: Survey }
  | { readonly type: "all surveyed" }
  | { readonly type: "results sent"; readonly count: number }
  | { readonly type: "run sent"; readonly file: number; readonly run: number; readonly sent: Sent }
  | { readonly type: "all sent" }
  | { readonly type: "lost"; readonly error: string };

/** Sends what was found, or what was settled alone. */
export type Send = (settled?: Settled) => void;

/** Reads the files in a worker; `send` sends what was found to the server. */
export function useImport(files: readonly File[], said: Said): readonly [ImportState, Send] {
  const [state, step] = useReducer(advanceImport, files, startImport);
  const worker = useRef<Worker>(null);
  const utils = trpc.useUtils();
  const tell = useCallback((message: ToWorker) => worker.current?.postMessage(message), []);

  useEffect(() => {
    const started = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    worker.current = started;
    started.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
      step(data);
      if (data.type === "all sent" || data.type === "lost") void utils.invalidate();
    });
    started.addEventListener("error", () =>
      step({ type: "lost", error: "The files could not be read here" }),
    );
    step({ type: "start", files });
    tell({ type: "survey", files, said });
    return () => started.terminate();
  }, [files, said, tell, utils]);

  const send: Send = (settled) => {
    step({ type: "send", ...(settled && { settled }) });
    tell({ type: "send", url: window.location.origin, ...(settled && { settled }) });
  };
  return [state, send];
}

/** A file and what is known of it by now. */
export interface FileState {
  readonly name: string;
  readonly bytes: number;
  /** Null while it is read. */
  readonly survey: Survey | null;
  /** By the run's index in the file. */
  readonly sent: ReadonlyMap<number, Sent>;
}

/** How far an import is. */
export interface ImportState {
  readonly phase: "reading" | "found" | "sending" | "sent" | "lost";
  readonly files: readonly FileState[];
  readonly resultsSent: number;
  /** Why the server was lost, or null. */
  readonly error: string | null;
}

export type ImportStep =
  | FromWorker
  | { readonly type: "start"; readonly files: readonly File[] }
  | { readonly type: "send"; readonly settled?: Settled };

/** An import before anything of its files is known. */
export function startImport(files: readonly File[]): ImportState {
  const states = files.map(({ name, size }) => ({ name, bytes: size, survey: null, sent: new Map() }));
  return { phase: "reading", files: states, resultsSent: 0, error: null };
}

/** What an import is after a step. */
export function advanceImport(state: ImportState, step: ImportStep): ImportState {
  switch (step.type) {
    case "start":
      return startImport(step.files);
    case "surveyed":
      return changeFile(state, step.file, (file) => ({ ...file, survey: step.survey }));
    case "all surveyed":
      return { ...state, phase: "found" };
    case "send":
      return { ...state, phase: "sending", resultsSent: sentBefore(state, step.settled), error: null };
    case "results sent":
      return { ...state, resultsSent: state.resultsSent + step.count };
    case "run sent":
      return changeFile(state, step.file, (file) => ({
        ...file,
        sent: new Map(file.sent).set(step.run, step.sent),
      }));
    case "all sent":
      return { ...state, phase: "sent" };
    case "lost":
      return { ...state, phase: "lost", error: step.error };
  }
}

/** What need not be sent: all but the run that was settled. */
function sentBefore({ files }: ImportState, settled: Settled | undefined): number {
  if (settled === undefined) return 0;
  const { survey } = files[settled.file] ?? {};
  const run = survey?.kind === "found" ? survey.runs[settled.run] : undefined;
  return totalsOf(files).results - (run?.results ?? 0);
}

/** How much there is to send. */
export function totalsOf(files: readonly FileState[]): { readonly runs: number; readonly results: number } {
  const runs = files.flatMap(({ survey }) => (survey?.kind === "found" ? survey.runs : []));
  return { runs: runs.length, results: runs.reduce((sum, run) => sum + run.results, 0) };
}

function changeFile(state: ImportState, index: number, change: (file: FileState) => FileState): ImportState {
  return { ...state, files: state.files.map((file, at) => (at === index ? change(file) : file)) };
}
