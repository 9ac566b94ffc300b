/** What was asked for does not exist. */
export class RunNotFound extends Error {
  override readonly name = "RunNotFound";

  constructor(runId: string) {
    super(`runId: no run ${runId} here; runs.list gives those there are`);
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
