import type { DifferingRun, OnDifference, RecordedRun } from "@evalboard/client";
import type { ColumnMap } from "@evalboard/importers";
import { trpc } from "@evalboard/react";
import { useCallback, useEffect, useReducer, useRef } from "react";
import { type KeptMap, keepMaps, readKeptMaps } from "./kept-maps.ts";
import { changeMapping, type MapStep, runsByMap, type UnknownFile } from "./map-state.ts";

/** What the person who imports says of the files, beside what they say themselves, as it was written. */
export type Said = Readonly<
  Partial<
    Record<
      | "model"
      | "dataset"
      | "prompt"
      | "label"
      | "scorer"
      | "filter"
      | "metric"
      | "scale"
      | "words"
      | "lowerIsBetter"
      | "asFull",
      string
    >
  >
>;

/** What of it cannot be used, by the field that says it. */
export type SaidFaults = Readonly<Partial<Record<keyof Said, string>>>;

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
  | { readonly kind: "note" | "error"; readonly text: string }
  | UnknownFile;

/** What became of a run that was sent. */
export type Sent =
  | Pick<RecordedRun, "status" | "runId" | "described" | "scored">
  | Pick<DifferingRun, "status" | "runId" | "described" | "differences">
  | { readonly status: "refused"; readonly error: string };

export type ToWorker =
  | {
      readonly type: "survey";
      readonly files: readonly File[];
      readonly said: Said;
      readonly kept: readonly KeptMap[];
      /** By file the map that the person has made of it before, with another word of all files. */
      readonly maps: ReadonlyMap<number, ColumnMap>;
    }
  | Extract<MapStep, { readonly type: "map" }>
  | { readonly type: "send"; readonly url: string; readonly settled?: Settled };

/** What is to become of a run that is there and holds something else. */
export interface Settled {
  readonly file: number;
  readonly run: number;
  readonly onDifference: Exclude<OnDifference, "report">;
}

/** `file` and `run` are indexes in what was asked for and found. */
export type FromWorker =
  | { readonly type: "said"; readonly faults: SaidFaults }
  | Extract<MapStep, { readonly type: "mapped" }>
  | { readonly type: "surveyed"; readonly file: number; readonly survey: Survey }
  | { readonly type: "all surveyed" }
  | { readonly type: "results sent"; readonly count: number }
  | { readonly type: "run sent"; readonly file: number; readonly run: number; readonly sent: Sent }
  | { readonly type: "all sent" }
  | { readonly type: "lost"; readonly error: string };

/** Sends what was found, or what was settled alone. */
export type Send = (settled?: Settled) => void;

/** Says what the columns of a file are. */
export type ChangeMap = (file: number, map: ColumnMap) => void;

/** Reads the files in a worker; `send` sends what was found to the server. */
export function useImport(files: readonly File[], said: Said): readonly [ImportState, Send, ChangeMap] {
  const [state, step] = useReducer(advanceImport, files, startImport);
  const worker = useRef<Worker>(null);
  const made = useRef({ files, maps: new Map<number, ColumnMap>(), turn: 0 });
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
    if (made.current.files !== files) made.current = { ...made.current, files, maps: new Map() };
    const kept = readKeptMaps(window.localStorage);
    tell({ type: "survey", files, said, kept, maps: made.current.maps });
    return () => started.terminate();
  }, [files, said, tell, utils]);

  const send: Send = (settled) => {
    const mapped = state.files.flatMap(({ survey }) =>
      survey?.kind === "unknown" && runsByMap(survey).length > 0
        ? [{ key: survey.key, map: survey.guess.map }]
        : [],
    );
    if (mapped.length > 0) keepMaps(window.localStorage, mapped, new Date().toISOString());
    step({ type: "send", ...(settled && { settled }) });
    tell({ type: "send", url: window.location.origin, ...(settled && { settled }) });
  };
  const change = useCallback<ChangeMap>(
    (file, map) => {
      made.current.maps.set(file, map);
      const changed = { type: "map", file, map, turn: ++made.current.turn } as const;
      step(changed);
      tell(changed);
    },
    [tell],
  );
  return [state, send, change];
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
  /** What of the person's words cannot be used. */
  readonly faults: SaidFaults;
  readonly resultsSent: number;
  /** Why the server was lost, or null. */
  readonly error: string | null;
}

export type ImportStep =
  | FromWorker
  | MapStep
  | { readonly type: "start"; readonly files: readonly File[] }
  | { readonly type: "send"; readonly settled?: Settled };

/** An import before anything of its files is known. */
export function startImport(files: readonly File[]): ImportState {
  const states = files.map(({ name, size }) => ({ name, bytes: size, survey: null, sent: new Map() }));
  return { phase: "reading", files: states, faults: {}, resultsSent: 0, error: null };
}

/** What an import is after a step. */
export function advanceImport(state: ImportState, step: ImportStep): ImportState {
  switch (step.type) {
    case "start":
      return startImport(step.files);
    case "surveyed":
      return changeFile(state, step.file, (file) => ({ ...file, survey: step.survey }));
    case "said":
      return { ...state, faults: step.faults };
    case "map":
    case "mapped":
      return changeFile(state, step.file, (file) =>
        file.survey?.kind === "unknown" ? { ...file, survey: changeMapping(file.survey, step) } : file,
      );
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
  const run = survey ? runsIn(survey)[settled.run] : undefined;
  return totalsOf(files).results - (run?.results ?? 0);
}

/** How much there is to send. */
export function totalsOf(files: readonly FileState[]): { readonly runs: number; readonly results: number } {
  const runs = files.flatMap(({ survey }) => (survey === null ? [] : runsIn(survey)));
  return { runs: runs.length, results: runs.reduce((sum, run) => sum + run.results, 0) };
}

/** The runs of a file that can be sent. */
export function runsIn(survey: Survey): readonly FoundRun[] {
  if (survey.kind === "unknown") return runsByMap(survey);
  return survey.kind === "found" ? survey.runs : [];
}

function changeFile(state: ImportState, index: number, change: (file: FileState) => FileState): ImportState {
  return { ...state, files: state.files.map((file, at) => (at === index ? change(file) : file)) };
}
