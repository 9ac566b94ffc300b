import type {
  AddedResults,
  AddResults,
  CompleteRun,
  FailRun,
  StartedRun,
  StartRun,
} from "@evalboard/runs/contract";

/**
 * Where runs are recorded. Each step may be taken again: what was stored before is not stored twice.
 * Every step may throw `ServerRefused` or `ServerUnreachable`.
 */
export interface Recorder {
  start(run: StartRun): Promise<StartedRun>;
  addResults(results: AddResults): Promise<AddedResults>;
  complete(run: CompleteRun): Promise<unknown>;
  fail(run: FailRun): Promise<unknown>;
}
