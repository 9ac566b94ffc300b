import { InvalidArgumentError } from "commander";
import { z } from "zod";

/**
 * What the process tells the shell, the same of every command:
 *
 * | code | import, watch, export, stats, facts            | gate                                                   | facts verify                                   |
 * | ---- | ---------------------------------------------- | ------------------------------------------------------ | ---------------------------------------------- |
 * | 0    | all of it was done                             | passed                                                 | all facts are what the runs say                |
 * | 1    | some of it was not: standard error says what   | failed: a run is what `--fail-if` names                | some are not                                   |
 * | 2    | wrong usage: nothing was done                  | not judged: wrong usage, no such run, no baseline, or the server is away | not judged: wrong usage, no facts yet, or the server is away |
 * | 130  | interrupted                                    | interrupted                                            | interrupted                                    |
 */
export const ExitCode = { done: 0, failed: 1, wrongUsage: 2, notJudged: 2, interrupted: 130 } as const;

/** A parser of commander that takes what the schema takes. */
export function parserOf<Value>(schema: z.ZodType<Value>): (text: string) => Value {
  return (text) => {
    const parsed = schema.safeParse(text);
    if (parsed.success) return parsed.data;
    throw new InvalidArgumentError(`It ${parsed.error.issues.map(({ message }) => message).join(", ")}.`);
  };
}

/** The server refused one call; the message is its answer. Others may go well. */
class ServerRefused extends Error {
  override readonly name = "ServerRefused";
}

/** No EvalBoard server answers there, so no further call will do better. */
export class ServerUnreachable extends Error {
  override readonly name = "ServerUnreachable";
}

const Answer = z.object({ message: z.string(), data: z.object({ httpStatus: z.int() }) });
const Received = z.object({ meta: z.object({ response: z.instanceof(Response) }) });
const Caused = z.object({ cause: z.instanceof(Error) });

/** What a failed call of the typed client means to the person who imports. */
export function serverFault(error: unknown, serverUrl: string): ServerRefused | ServerUnreachable {
  const answer = Answer.safeParse(error).data;
  if (answer?.data.httpStatus === 409) return new ServerRefused(conflict(answer.message), { cause: error });
  if (answer) {
    return new ServerRefused(`the server answered ${answer.data.httpStatus}: ${answer.message}`, {
      cause: error,
    });
  }
  const root = rootCause(error);
  const message =
    root instanceof SyntaxError || Received.safeParse(error).success
      ? `what answers at ${serverUrl} is no EvalBoard server`
      : `cannot reach the server at ${serverUrl} (${root instanceof Error ? root.message : String(root)}); start it, then give the same command again`;
  return new ServerUnreachable(message, { cause: error });
}

/** Said of a file: a file's results never change, so it is another file with the same id, or under another name. */
function conflict(message: string): string {
  return `the server has this run already, with other facts (${message}). If this is a renamed copy of a file that was imported, nothing is missing: give it its old name, or say --dataset and --prompt as they were. If its results are others, run the evaluation anew: a run that is recorded stays as it is`;
}

/** The error below all the others: the ones above say no more than "fetch failed". */
function rootCause(error: unknown): unknown {
  const caused = Caused.safeParse(error).data;
  return caused ? rootCause(caused.cause) : error;
}

const Absent = z.object({ data: z.object({ httpStatus: z.literal(404) }) });

/** Whether an EvalBoard server says that there is no such thing. */
export function isAbsent(error: unknown): boolean {
  return Absent.safeParse(error).success;
}
