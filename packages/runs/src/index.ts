export { deleteRuns } from "./delete-run.ts";
export { createRunStore, type RunStore, type RunStoreOptions } from "./store.ts";
export { pruneQuarters } from "./prune-quarters.ts";
export { createItemReader, type ItemReader } from "./items/reader.ts";
export { createNameStore, type NameStore } from "./names/store.ts";
export { figuresOf } from "./figures.ts";
export { InvalidRun, NotFound, ResultNotFound, RunConflict, RunNotFound } from "./errors.ts";
