import type { FromWorker, Sent, Survey } from "./messages.ts";

/** A file and what is known of it by now. */
export type FileState = {
  readonly name: string;
  readonly bytes: number;
  /** Null while it is read. */
  readonly survey: Survey | null;
  /** By the run's index in the file. */
  readonly sent: ReadonlyMap<number, Sent>;
};

/** How far an import is. */
export type ImportState = {
  readonly phase: "reading" | "found" | "sending" | "sent" | "lost";
  readonly files: readonly FileState[];
  readonly resultsSent: number;
  /** Why the server was lost, or null. */
  readonly error: string | null;
};

export type ImportStep =
  | FromWorker
  | { readonly type: "begin"; readonly files: readonly File[] }
  | { readonly type: "send" };

/** An import before anything of its files is known. */
export function beginImport(files: readonly File[]): ImportState {
  const states = files.map(({ name, size }) => ({ name, bytes: size, survey: null, sent: new Map() }));
  return { phase: "reading", files: states, resultsSent: 0, error: null };
}

/** What an import is after a step. */
export function advanceImport(state: ImportState, step: ImportStep): ImportState {
  switch (step.type) {
    case "begin":
      return beginImport(step.files);
    case "surveyed":
      return changeFile(state, step.file, (file) => ({ ...file, survey: step.survey }));
    case "all surveyed":
      return { ...state, phase: "found" };
    case "send":
      return { ...state, phase: "sending", resultsSent: 0, error: null };
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

/** How much there is to send. */
export function totalsOf(files: readonly FileState[]): { readonly runs: number; readonly results: number } {
  const runs = files.flatMap(({ survey }) => (survey?.kind === "found" ? survey.runs : []));
  return { runs: runs.length, results: runs.reduce((sum, run) => sum + run.results, 0) };
}

function changeFile(state: ImportState, index: number, change: (file: FileState) => FileState): ImportState {
  return { ...state, files: state.files.map((file, at) => (at === index ? change(file) : file)) };
}
