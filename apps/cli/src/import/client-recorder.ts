import type { Client } from "@evalboard/client";
import type { Recorder } from "./recorder.ts";
import { ServerUnreachable, serverFault } from "./server-fault.ts";

const TIMEOUT_MS = 60_000;

/**
 * Records on the client's server; throws `ServerRefused` or `ServerUnreachable`.
 * A call without an answer is given up after a minute, and no other is tried after it.
 */
export function clientRecorder(client: Client, serverUrl: string): Recorder {
  let lost: ServerUnreachable | null = null;

  async function call<Answer>(send: (options: { signal: AbortSignal }) => Promise<Answer>): Promise<Answer> {
    if (lost) throw lost;
    try {
      return await send({ signal: AbortSignal.timeout(TIMEOUT_MS) });
    } catch (error) {
      const fault = serverFault(error, serverUrl);
      if (fault instanceof ServerUnreachable) lost = fault;
      throw fault;
    }
  }

  const { record } = client.runs;
  return {
    start: (run) => call((options) => record.start.mutate(run, options)),
    addResults: (results) => call((options) => record.addResults.mutate(results, options)),
    complete: (run) => call((options) => record.complete.mutate(run, options)),
    fail: (run) => call((options) => record.fail.mutate(run, options)),
  };
}
