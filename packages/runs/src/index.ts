export { createRunStore, type RunStoreOptions } from "./create-run-store.ts";
export { InvalidRun, NotFound, ResultNotFound, RunConflict, RunNotFound } from "./errors.ts";
export type { RunStore } from "./run-store.ts";
