/** What was asked for does not exist. */
export class NotFound extends Error {}

/** There is no such run. */
export class RunNotFound extends NotFound {
  override readonly name = "RunNotFound";

  constructor(runId: string, field = "runId") {
    super(`${field}: no run ${runId} here; runs.list gives those there are`);
  }
}

/** The run has no such result. */
export class ResultNotFound extends NotFound {
  override readonly name = "ResultNotFound";

  constructor(position: number) {
    super(`position: the run has no result ${position}; runs.results gives those there are`);
  }
}

/** What was sent contradicts what is stored; the message says how. Nothing was changed. */
export class RunConflict extends Error {
  override readonly name = "RunConflict";
}

/** A value that only the stored data could show to be wrong; the message begins with its field. */
export class InvalidRun extends Error {
  override readonly name = "InvalidRun";
}
