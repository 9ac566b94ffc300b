import { type NewResult, type Outcome, recordRun, type RunToRecord } from "@evalboard/client";
import { type BoardOptions, DEFAULT_TIMEOUT_MS, tellOutcomes, toBoard } from "./board.ts";

/**
 * Records a run while it is evaluated: `results` may be a generator that asks the model. The evaluation goes to its end
 * whatever becomes of the board, which is tried once more then; what the evaluation throws itself is thrown on, and the run has
 * failed on the board. Gives null where the run is not there, which is told as `sendRuns` tells it.
 */
export async function sendRun(run: RunToRecord, options: BoardOptions = {}): Promise<Outcome | null> {
  const clock = startClock(options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const evaluation = holdResults(run.results, clock);
  let outcome: Outcome | null = null;
  try {
    await toBoard(options, async (board) => {
      const { client } = board;
      const start = board.describe(run.start);
      const { signal } = clock;
      try {
        outcome = await recordRun(client, { ...run, start, results: evaluation.results }, { signal });
      } catch {
        const results = await evaluation.toEnd();
        const fault = evaluation.fault();
        const end = fault === null ? run.end : ({ status: "failed", error: fault } as const);
        outcome = await recordRun(client, { start, results, ...(end && { end }) }, { signal });
      }
      tellOutcomes([{ start, outcome }], board, options);
    });
  } finally {
    await evaluation.toEnd();
    clock.stop();
  }
  evaluation.rethrow();
  return outcome;
}

/** What the board may take, without what the evaluation takes meanwhile. */
interface Clock {
  readonly signal: AbortSignal;
  stop(): void;
  start(): void;
}

function startClock(limitMs: number): Clock {
  const controller = new AbortController();
  let leftMs = limitMs;
  let startedAt = 0;
  let timer: NodeJS.Timeout | undefined;
  const clock = {
    signal: controller.signal,
    start() {
      if (controller.signal.aborted) return;
      startedAt = performance.now();
      const late = () => controller.abort(new DOMException("no answer in time", "TimeoutError"));
      timer = setTimeout(late, Math.max(1, leftMs));
    },
    stop() {
      clearTimeout(timer);
      if (timer) leftMs -= performance.now() - startedAt;
      timer = undefined;
    },
  };
  clock.start();
  return clock;
}

interface HeldResults {
  /** To be read once; who stops reading it does not stop the evaluation. */
  readonly results: AsyncIterable<NewResult>;
  /** All that there are, once the evaluation has ended. */
  toEnd(): Promise<readonly NewResult[]>;
  /** Why the evaluation broke off; null where it did not. */
  fault(): string | null;
  rethrow(): void;
}

function holdResults(source: RunToRecord["results"], clock: Clock): HeldResults {
  const held: NewResult[] = [];
  let thrown: { readonly error: unknown } | null = null;
  const iterator = (async function* () {
    yield* source;
  })();
  const next = async () => {
    clock.stop();
    try {
      const { done, value } = await iterator.next();
      if (done) return null;
      held.push(value);
      return value;
    } catch (error) {
      thrown = { error };
      throw error;
    } finally {
      clock.start();
    }
  };
  return {
    results: (async function* () {
      for (let result = await next(); result !== null; result = await next()) yield result;
    })(),
    async toEnd() {
      while ((await next().catch(() => null)) !== null);
      return held;
    },
    fault: () => (thrown === null ? null : `the evaluation broke off: ${messageOf(thrown.error)}`),
    rethrow() {
      if (thrown !== null) throw thrown.error;
    },
  };
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
