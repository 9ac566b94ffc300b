export { createRunStore, type RunStore, type RunStoreOptions } from "./store.ts";
export { InvalidRun, NotFound, ResultNotFound, RunConflict, RunNotFound } from "./errors.ts";
