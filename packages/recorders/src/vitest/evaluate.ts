import type { NewResult } from "@evalboard/client";
import { toText } from "@evalboard/importers/text";
import type { TestContext } from "vitest";

// A test's worker loads this, so there is no client in it: the reporter reads what it leaves, in the main process.

type Task = TestContext["task"];

/** Measures of an answer, as the board takes them. */
type Measured = Pick<
  NewResult,
  "metrics" | "reason" | "transcript" | "inputTokens" | "outputTokens" | "costUsd" | "cached" | "latencyMs"
>;

/** What a test says of the answer that it tests. */
export interface Evaluation extends Measured {
  /** `openai/gpt-4o`. Default: the reporter's. */
  readonly model?: string | undefined;
  /** Default: the name of the outermost `describe`, else of the file. */
  readonly dataset?: string | undefined;
  /** The template of the prompt, or that and its name. Default: the reporter's, else named after the dataset. */
  readonly prompt?: string | { readonly name: string; readonly text: string } | undefined;
  /** The same in every run: comparisons pair by it. Default: the test's name. */
  readonly item?: string | undefined;
  /** Texts as they are, anything else as JSON. */
  readonly input?: unknown;
  readonly expected?: unknown;
  readonly output?: unknown;
  /** From 0 to 1. Default: 1 where the test passes, 0 where it fails. Null: nobody has scored it yet. */
  readonly score?: number | null | undefined;
  /** Why the call itself broke: then there is no score. */
  readonly error?: unknown;
  /** Of the run: runs with other tags are other runs. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** What the reporter finds of a test: texts are texts by now. */
export interface Recorded extends Omit<Evaluation, "input" | "expected" | "output" | "error"> {
  readonly input?: string | null | undefined;
  readonly expected?: string | null | undefined;
  /** Absent until the model has answered. */
  readonly output?: string | null | undefined;
  readonly error?: string | undefined;
  /** Which try of the test: what an earlier one said is forgotten. */
  readonly attempt: number;
}

declare module "vitest" {
  interface TaskMeta {
    evalboard?: Recorded;
  }
}

/**
 * Says something of the answer that a test tests, and may be called again to say more. `task` comes from the test's context:
 * `test.for(items)("$name", async (item, { task }) => …)`. Throws `RangeError` for a score that is not from 0 to 1.
 */
export function record(task: Task, evaluation: Evaluation): void {
  const { score } = evaluation;
  if (typeof score === "number" && !(score >= 0 && score <= 1))
    throw new RangeError(`score: must be from 0 to 1, and is ${score}`);
  const attempt = task.result?.retryCount ?? 0;
  const before = task.meta.evalboard;
  const { input, expected, output, error, ...others } = evaluation;
  task.meta.evalboard = {
    ...(before?.attempt === attempt ? before : {}),
    ...others,
    ...("input" in evaluation && { input: toText(input) }),
    ...("expected" in evaluation && { expected: toText(expected) }),
    ...("output" in evaluation && { output: toText(output) }),
    ...(error !== undefined && { error: messageOf(error) }),
    attempt,
  };
}

/**
 * Asks a model within a test: records its answer and how long it took. Where `ask` throws, the call broke: the error goes on
 * to the test, and on the board the answer is errored and not failed.
 */
export async function evaluate<Output>(
  task: Task,
  evaluation: Evaluation,
  ask: () => Output | Promise<Output>,
): Promise<Output> {
  record(task, evaluation);
  const startedAt = performance.now();
  try {
    const output = await ask();
    record(task, { output, latencyMs: performance.now() - startedAt });
    return output;
  } catch (error) {
    record(task, { error });
    throw error;
  }
}

const messageOf = (error: unknown) =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
